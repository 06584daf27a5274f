#include "geo/data/workbook.h"
#include "geo/data/xml_stream.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

namespace geo {
namespace {

/// "AB12": row and column from 0; false where it is none.
bool cell_at(std::string_view name, std::size_t& row, std::size_t& column) {
    std::size_t i = 0;
    std::size_t letters = 0;
    while (i < name.size() && name[i] >= 'A' && name[i] <= 'Z' && i < 4)
        letters = letters * 26 + static_cast<std::size_t>(name[i++] - 'A') + 1;
    std::size_t digits = 0;
    const std::size_t first = i;
    while (i < name.size() && name[i] >= '0' && name[i] <= '9' && i < first + 8)
        digits = digits * 10 + static_cast<std::size_t>(name[i++] - '0');
    if (letters == 0 || digits == 0 || i != name.size()) return false;
    row = digits - 1;
    column = letters - 1;
    return true;
}

struct SheetPart {
    std::string name, id, path;
    bool hidden = false;
};

/// xl/workbook.xml: the sheets in their order.
class BookReader final : public XmlReader {
public:
    std::vector<SheetPart> sheets;
    bool since_1904 = false;
    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "workbookPr") {
            const std::string_view system = attributes.get("date1904");
            since_1904 = system == "1" || system == "true";
        } else if (name == "sheet") {
            SheetPart one;
            one.name = attributes.get("name");
            one.id = attributes.get("r:id");
            one.hidden = attributes.get("state", "visible") != "visible";
            sheets.push_back(std::move(one));
        }
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

/// xl/_rels/workbook.xml.rels: where the parts lie.
class RelationReader final : public XmlReader {
public:
    std::map<std::string, std::string> path_of;
    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
        std::string path{attributes.get("Target")};
        path = path.rfind('/', 0) == 0 ? path.substr(1) : "xl/" + path;
        if (path.find("..") == std::string::npos) path_of[std::string{attributes.get("Id")}] = path;
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

/// "_x000D_" for characters that XML cannot hold.
std::string without_escapes(std::string text) {
    for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
        if (at + 7 > text.size() || text[at + 6] != '_') continue;
        const std::string digits = text.substr(at + 2, 4);
        char* end = nullptr;
        const unsigned long code = std::strtoul(digits.c_str(), &end, 16);
        if (*end != '\0' || code == 0 || code > 0x7F) continue;
        text.replace(at, 7, 1, static_cast<char>(code));
    }
    return text;
}

/// Whether what follows the start of an element stands above or below the line: a run of text says so of
/// itself.
bool raised_after(std::string_view name, const XmlAttributes& attributes, bool raised) {
    if (name == "si" || name == "is" || name == "r" || name == "c") return false;
    return name == "vertAlign" ? attributes.get("val") != "baseline" : raised;
}

/// xl/sharedStrings.xml, without the readings of Asian letters.
class StringReader final : public XmlReader {
public:
    std::vector<std::string> strings;
    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "si") strings.emplace_back();
        if (name == "rPh") ++phonetic_;
        raised_ = raised_after(name, attributes, raised_);
        in_text_ = name == "t" && phonetic_ == 0 && !strings.empty();
    }
    void end(std::string_view name) override {
        if (name == "rPh") --phonetic_;
        if (name == "si") strings.back() = without_escapes(std::move(strings.back()));
        in_text_ = false;
    }
    void text(std::string_view piece) override {
        if (in_text_) strings.back() += raised_ ? raised_digits(piece) : std::string{piece};
    }

private:
    int phonetic_ = 0;
    bool in_text_ = false, raised_ = false;
};

/// A format with days, months or years outside of its fixed words.
bool is_date_format(std::string_view code) {
    bool quoted = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            i = std::min(code.find(']', i), code.size());
        } else if (c == 'd' || c == 'D' || c == 'm' || c == 'M' || c == 'y' || c == 'Y' || c == 'b' ||
                   c == 'B') {
            return true;
        }
    }
    return code.find("ปป") != std::string_view::npos || code.find("ดด") != std::string_view::npos;
}

/// xl/styles.xml: which cell formats show a date.
class StyleReader final : public XmlReader {
public:
    std::vector<bool> is_date;
    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "numFmt") own_[attributes.number("numFmtId", -1)] = attributes.get("formatCode");
        if (name == "cellXfs") in_cells_ = true;
        if (name != "xf" || !in_cells_) return;
        const std::int64_t id = attributes.number("numFmtId", 0);
        const auto own = own_.find(id);
        const bool built_in = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) ||
                              (id >= 50 && id <= 58) || (id >= 71 && id <= 76) || id == 81;
        is_date.push_back(own != own_.end() ? is_date_format(own->second) : built_in);
    }
    void end(std::string_view name) override {
        if (name == "cellXfs") in_cells_ = false;
    }
    void text(std::string_view) override {}

private:
    std::map<std::int64_t, std::string> own_;
    bool in_cells_ = false;
};

struct Book {
    std::vector<std::string> strings;
    std::vector<bool> is_date;
    bool since_1904 = false;
};

/// xl/worksheets/sheet1.xml
class SheetReader final : public XmlReader {
public:
    SheetReader(const Book& book, SheetBuilder& builder) : book_(book), builder_(builder) {}

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "c" && in_data_) {
            begin_cell(attributes);
        } else if (name == "row" && in_data_) {
            row_ = static_cast<std::size_t>(attributes.number("r", static_cast<std::int64_t>(row_) + 1));
            column_ = 0;
            const std::string_view hidden = attributes.get("hidden");
            if (row_ > 0 && (hidden == "1" || hidden == "true")) builder_.hide(row_ - 1);
        } else if (name == "f") {
            formula_ = in_cell_;
        } else if (name == "rPh") {
            ++phonetic_;
        } else if (name == "sheetData") {
            in_data_ = true;
        } else if (name == "mergeCell") {
            merge(attributes.get("ref"));
        }
        raised_ = raised_after(name, attributes, raised_);
        in_text_ = in_cell_ && phonetic_ == 0 && (name == "v" || name == "t");
    }

    void end(std::string_view name) override {
        in_text_ = false;
        if (name == "rPh") --phonetic_;
        if (name == "sheetData") in_data_ = false;
        if (name == "c" && in_cell_) end_cell();
    }

    void text(std::string_view piece) override {
        if (in_text_) value_ += raised_ ? raised_digits(piece) : std::string{piece};
    }

private:
    void begin_cell(const XmlAttributes& attributes) {
        std::size_t row = row_ == 0 ? 0 : row_ - 1;
        std::size_t column = column_;
        const std::string_view name = attributes.get("r");
        if (!name.empty() && !cell_at(name, row, column)) stop = Fault::unreadable;
        at_row_ = row;
        column_ = column + 1;
        type_ = attributes.get("t", "n");
        style_ = attributes.number("s", 0);
        value_.clear();
        formula_ = false;
        in_cell_ = builder_.wants(row);
    }

    void end_cell() {
        in_cell_ = false;
        if (value_.empty() && formula_ && type_ != "str") builder_.lacks_value(at_row_, column_ - 1);
        if (value_.empty()) return;
        std::string out = text_of_cell();
        if (stop == Fault::internal && !builder_.put(at_row_, column_ - 1, std::move(out)))
            stop = Fault::too_large;
    }

    std::string text_of_cell() {
        if (type_ == "s") {
            char* end = nullptr;
            const unsigned long at = std::strtoul(value_.c_str(), &end, 10);
            if (*end == '\0' && at < book_.strings.size()) return book_.strings[at];
            stop = Fault::unreadable;
            return {};
        }
        if (type_ == "inlineStr" || type_ == "str") return without_escapes(value_);
        if (type_ == "b") return value_ == "1" ? "TRUE" : "FALSE";
        if (type_ != "n") return value_;
        const auto style = static_cast<std::size_t>(style_);
        if (style < book_.is_date.size() && book_.is_date[style]) {
            char* end = nullptr;
            const double days = std::strtod(value_.c_str(), &end);
            std::string date = *end == '\0' ? workbook_date(days, book_.since_1904) : std::string{};
            if (!date.empty()) return date;
        }
        return workbook_number(value_);
    }

    void merge(std::string_view reference) {
        const std::size_t colon = reference.find(':');
        MergedCells cells;
        if (colon == std::string_view::npos || !cell_at(reference.substr(0, colon), cells.top, cells.left) ||
            !cell_at(reference.substr(colon + 1), cells.bottom, cells.right))
            return;
        if (builder_.wants(cells.top)) builder_.sheet.merged.push_back(cells);
    }

    const Book& book_;
    SheetBuilder& builder_;
    std::size_t row_ = 0;  // as it shows
    std::size_t column_ = 0, at_row_ = 0;
    std::int64_t style_ = 0;
    std::string type_, value_;
    bool in_data_ = false, in_cell_ = false, in_text_ = false, formula_ = false, raised_ = false;
    int phonetic_ = 0;
};

}  // namespace

Result<std::vector<Sheet>> xlsx_sheets(const WorkbookPart& part) {
    BookReader book;
    RelationReader relations;
    StringReader strings;
    StyleReader styles;
    const std::vector<std::pair<const char*, XmlReader*>> parts = {{"xl/workbook.xml", &book},
                                                                   {"xl/_rels/workbook.xml.rels", &relations},
                                                                   {"xl/sharedStrings.xml", &strings},
                                                                   {"xl/styles.xml", &styles}};
    bool there = false;
    constexpr double of_strings = 0.2;  // share of the time
    const Progress beside = part.progress.part(0, of_strings);
    for (const auto& [name, reader] : parts)
        TRY_VOID(read_xml(part.root + name, part.file, part.most_bytes, *reader, there,
                          reader == &strings ? beside : beside.quiet()));
    const Book content{std::move(strings.strings), std::move(styles.is_date), book.since_1904};
    std::size_t cells_left = most_workbook_cells;
    std::vector<Sheet> out;
    const Progress of_sheets = part.progress.part(of_strings, 1);
    const double each = 1.0 / static_cast<double>(std::max<std::size_t>(1, book.sheets.size()));
    for (const SheetPart& one : book.sheets) {
        const double before = each * static_cast<double>(out.size());
        SheetBuilder builder(part.most_rows, &cells_left);
        const auto path = relations.path_of.find(one.id);
        if (path != relations.path_of.end()) {
            SheetReader reader(content, builder);
            TRY_VOID(read_xml(part.root + path->second, part.file, part.most_bytes, reader, there,
                              of_sheets.part(before, before + each)));
        }
        if (path == relations.path_of.end() || !there) {
            Error error;
            error.fault = Fault::unreadable;
            error.file = part.file;
            error.column = one.name;
            return fail(std::move(error));
        }
        builder.sheet.name = one.name;
        builder.sheet.hidden = one.hidden;
        out.push_back(builder.take());
    }
    return out;
}

}  // namespace geo
