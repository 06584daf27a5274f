#include "geo/data/workbook.h"
#include "geo/data/xml_stream.h"

#include <algorithm>
#include <set>
#include <utility>

namespace geo {
namespace {

/// content.xml.  Cells and rows that say the same stand there once, with their number.
class OdsReader final : public XmlReader {
public:
    OdsReader(std::size_t most_rows, std::size_t* cells_left)
        : most_rows_(most_rows), cells_left_(cells_left), builder_(most_rows, cells_left) {}
    std::vector<Sheet> sheets;

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "style") {
            style_ = attributes.get("style:name");
        } else if (name == "table-properties") {
            if (attributes.get("table:display") == "false") hidden_styles_.insert(style_);
        } else if (name == "text-properties") {
            const std::string_view position = attributes.get("style:text-position");
            if (position.starts_with("super") || position.starts_with("sub")) raised_styles_.insert(style_);
        } else if (name == "table" && depth_++ == 0) {
            builder_ = SheetBuilder(most_rows_, cells_left_);
            builder_.sheet.name = attributes.get("table:name");
            builder_.sheet.hidden = hidden_styles_.contains(std::string{attributes.get("table:style-name")});
            row_ = 0;
        } else if (depth_ != 1) {
            return;
        } else if (name == "table-row") {
            rows_ = repeated(attributes, "table:number-rows-repeated");
            const std::string_view visible = attributes.get("table:visibility", "visible");
            hidden_row_ = visible == "collapse" || visible == "filter";
            column_ = 0;
            cells_.clear();
            lacking_.clear();
        } else if (name == "table-cell" || name == "covered-table-cell") {
            begin_cell(attributes);
        } else {
            start_in_cell(name, attributes);
        }
    }

    void end(std::string_view name) override {
        if (name == "table" && depth_ > 0 && --depth_ == 0) sheets.push_back(builder_.take());
        if (depth_ != 1) return;
        if (name == "annotation") --annotation_;
        if (name == "p" && paragraph_ > 0) --paragraph_;
        if (name == "span" && !raised_.empty()) raised_.pop_back();
        if ((name == "table-cell" || name == "covered-table-cell") && in_cell_) end_cell();
        if (name == "table-row") end_row();
    }

    void text(std::string_view piece) override {
        if (!in_cell_ || annotation_ > 0 || paragraph_ == 0) return;
        shown_ += std::find(raised_.begin(), raised_.end(), true) != raised_.end() ? raised_digits(piece)
                                                                                   : std::string{piece};
    }

private:
    static std::size_t repeated(const XmlAttributes& attributes, std::string_view name) {
        constexpr std::int64_t most = std::int64_t{1} << 20U;
        return static_cast<std::size_t>(std::clamp<std::int64_t>(attributes.number(name, 1), 1, most));
    }

    void begin_cell(const XmlAttributes& attributes) {
        in_cell_ = true;
        cells_repeated_ = repeated(attributes, "table:number-columns-repeated");
        type_ = attributes.get("office:value-type");
        value_ = type_ == "date"      ? attributes.get("office:date-value")
                 : type_ == "boolean" ? attributes.get("office:boolean-value")
                                      : attributes.get("office:value");
        if (attributes.get("calcext:value-type") == "error") type_ = "string";
        formula_ = !attributes.get("table:formula").empty();
        shown_.clear();
        raised_.clear();
        paragraph_ = 0;
        paragraphs_ = 0;
        const std::size_t columns = repeated(attributes, "table:number-columns-spanned");
        const std::size_t rows = repeated(attributes, "table:number-rows-spanned");
        if ((columns > 1 || rows > 1) && builder_.wants(row_))
            builder_.sheet.merged.push_back({row_, column_, row_ + rows - 1, column_ + columns - 1});
    }

    void start_in_cell(std::string_view name, const XmlAttributes& attributes) {
        if (name == "annotation") ++annotation_;
        if (!in_cell_ || annotation_ > 0) return;
        if (name == "p") {
            if (paragraphs_++ > 0) shown_ += '\n';
            ++paragraph_;
        } else if (name == "span") {
            raised_.push_back(raised_styles_.contains(std::string{attributes.get("text:style-name")}));
        } else if (name == "s") {
            shown_.append(std::min<std::size_t>(repeated(attributes, "text:c"), 100), ' ');
        } else if (name == "line-break") {
            shown_ += '\n';
        } else if (name == "tab") {
            shown_ += ' ';
        }
    }

    void end_cell() {
        in_cell_ = false;
        std::string out = shown_;
        if ((type_ == "float" || type_ == "percentage" || type_ == "currency") && !value_.empty())
            out = workbook_number(value_);
        if (type_ == "date" && !value_.empty()) out = iso_date();
        if (type_ == "boolean" && !value_.empty()) out = value_ == "true" ? "TRUE" : "FALSE";
        const std::size_t times = out.empty() && !formula_ ? 0 : cells_repeated_;
        for (std::size_t i = 0; i < times && stop == Fault::internal; ++i) {
            if (out.empty())
                lacking_.push_back(column_ + i);
            else if (column_ + i < (std::size_t{1} << 14U))
                cells_.emplace_back(column_ + i, out);
            else
                stop = Fault::too_large;
        }
        column_ += cells_repeated_;
    }

    /// "2024-05-15T09:30:00" as "2024-05-15 09:30"; a day alone stays.
    std::string iso_date() const {
        const std::size_t time = value_.find('T');
        std::string out = value_.substr(0, time);
        const std::string clock = time == std::string::npos ? "" : value_.substr(time + 1, 5);
        if (!clock.empty() && clock != "00:00") out += " " + clock;
        return out;
    }

    void end_row() {
        for (std::size_t i = 0; i < rows_ && !(cells_.empty() && lacking_.empty()); ++i) {
            if (stop != Fault::internal || !builder_.wants(row_ + i)) break;
            for (const auto& [column, text] : cells_)
                if (!builder_.put(row_ + i, column, text)) stop = Fault::too_large;
            for (const std::size_t column : lacking_) builder_.lacks_value(row_ + i, column);
            if (hidden_row_) builder_.hide(row_ + i);
        }
        row_ += rows_;
    }

    std::size_t most_rows_;
    std::size_t* cells_left_;
    SheetBuilder builder_;
    std::set<std::string> hidden_styles_, raised_styles_;
    std::vector<bool> raised_;  // of the spans around the text
    std::string style_, type_, value_, shown_;
    std::size_t row_ = 0, rows_ = 1, column_ = 0, cells_repeated_ = 1;
    std::vector<std::pair<std::size_t, std::string>> cells_;
    std::vector<std::size_t> lacking_;
    int depth_ = 0, annotation_ = 0, paragraph_ = 0, paragraphs_ = 0;
    bool in_cell_ = false, formula_ = false, hidden_row_ = false;
};

}  // namespace

Result<std::vector<Sheet>> ods_sheets(const WorkbookPart& part) {
    std::size_t cells_left = most_workbook_cells;
    OdsReader reader(part.most_rows, &cells_left);
    bool there = false;
    TRY_VOID(read_xml(part.root + "content.xml", part.file, part.most_bytes, reader, there, part.progress));
    // A text or a drawing has the same parts.
    if (reader.sheets.empty()) return fail(Fault::wrong_kind, part.file);
    return std::move(reader.sheets);
}

}  // namespace geo
