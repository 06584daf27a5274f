#include "geo/base/text.h"
#include "geo/data/gdal.h"
#include "geo/data/table.h"
#include "geo/data/write_table.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace geo {
namespace {

std::string utf8_from_utf16(std::string_view bytes, bool little) {
    std::string out;
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(bytes[i]);
        const auto b = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(little ? a | (b << 8) : (a << 8) | b);
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
            c = 0x10000 + ((c - 0xD800) << 10U) + (unit(i + 2) - 0xDC00);
            i += 2;
        }
        append_utf8(out, c);
    }
    return out;
}

Result<std::string> decoded(const std::string& file, std::string bytes, std::string& encoding) {
    encoding = "UTF-8";
    if (bytes.rfind("\xEF\xBB\xBF", 0) == 0) return bytes.substr(3);
    if (bytes.rfind("\xFF\xFE", 0) == 0 || bytes.rfind("\xFE\xFF", 0) == 0) {
        encoding = "UTF-16";
        return utf8_from_utf16(std::string_view(bytes).substr(2), bytes[0] == '\xFF');
    }
    if (is_utf8(bytes)) return bytes;
    encoding = "CP874";
    std::string text = utf8_from_cp874(bytes);
    if (text.find("\xEF\xBF\xBD") != std::string::npos) return fail(Fault::bad_encoding, file);
    return text;
}

char separator_of(const std::string& text) {
    const std::string_view line = std::string_view(text).substr(0, text.find('\n'));
    char best = ',';
    std::size_t most = 0;
    for (const char candidate : {',', ';', '\t', '|'}) {
        bool quoted = false;
        std::size_t count = 0;
        for (const char c : line) {
            if (c == '"') quoted = !quoted;
            if (c == candidate && !quoted) ++count;
        }
        if (count > most) {
            most = count;
            best = candidate;
        }
    }
    return best;
}

/// RFC 4180: quoted cells may hold separators, doubled quotes and line breaks.
std::vector<std::vector<std::string>> cells_of(const std::string& text, char separator) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
    std::string cell;
    bool quoted = false;
    bool any = false;
    // The apostrophe that keeps a spreadsheet from running a text is no part of it (write_table.h).
    const auto end_cell = [&] {
        if (cell.size() > 1 && cell[0] == '\'' && needs_apostrophe(cell.substr(1))) cell.erase(0, 1);
        row.push_back(std::move(cell));
        cell.clear();
    };
    const auto end_row = [&] {
        end_cell();
        rows.push_back(std::move(row));
        row.clear();
        any = false;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
                cell += '"';
                ++i;
            } else if (c == '"') {
                quoted = false;
            } else {
                cell += c;
            }
            continue;
        }
        if (c == '"' && cell.empty()) {
            quoted = any = true;
        } else if (c == separator) {
            end_cell();
            any = true;
        } else if (c == '\n' || c == '\r') {
            if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
            end_row();
        } else {
            cell += c;
            any = true;
        }
    }
    if (any || !cell.empty() || !row.empty()) end_row();
    return rows;
}

Result<std::vector<std::vector<std::string>>> workbook_rows(const std::string& file, std::string& sheet) {
    GdalComplaints complaints;
    TRY(const GdalDataset dataset, open_vector(file, complaints));
    if (GDALDatasetGetLayerCount(dataset.get()) == 0) return fail(Fault::empty, file);
    OGRLayerH layer = GDALDatasetGetLayer(dataset.get(), 0);
    sheet = OGR_L_GetName(layer);
    std::vector<std::vector<std::string>> rows;
    const int fields = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer));
    OGR_L_ResetReading(layer);
    while (true) {
        const Handle<OGRFeatureH, OGR_F_Destroy> feature{OGR_L_GetNextFeature(layer)};
        if (!feature) break;
        std::vector<std::string> row;
        bool ignored = false;
        for (int i = 0; i < fields; ++i) row.push_back(text_field(feature.get(), i, ignored));
        rows.push_back(std::move(row));
    }
    if (complaints.any()) return fail(Fault::unreadable, file, complaints.first());
    return rows;
}

bool is_blank(const std::vector<std::string>& row) {
    return std::all_of(row.begin(), row.end(),
                       [](const std::string& cell) { return normalised(cell).empty(); });
}

}  // namespace

int Table::column(std::initializer_list<const char*> keys) const {
    for (const char* key : keys)
        for (std::size_t i = 0; i < header.size(); ++i)
            if (key_of(header[i]) == key_of(key)) return static_cast<int>(i);
    return -1;
}

Result<Table> read_table(const std::string& file) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return fail(Fault::not_found, file);
    if (!std::filesystem::is_regular_file(file, ignored)) return fail(Fault::wrong_kind, file);
    if (std::filesystem::file_size(file, ignored) == 0) return fail(Fault::empty, file);
    Table table;
    std::vector<std::vector<std::string>> raw;
    const Magic magic = magic_of(file);
    if (magic == Magic::zip) {
        TRY(raw, workbook_rows(file, table.sheet));
        table.separator = 0;
        table.encoding = "UTF-8";
    } else if (magic == Magic::text) {
        std::ifstream in(file, std::ios::binary);
        std::ostringstream bytes;
        bytes << in.rdbuf();
        if (!in) return fail(Fault::unreadable, file);
        TRY(const std::string text, decoded(file, std::move(bytes).str(), table.encoding));
        table.separator = separator_of(text);
        raw = cells_of(text, table.separator);
    } else {
        return fail(Fault::wrong_kind, file);
    }
    std::size_t head = 0;
    while (head < raw.size() && is_blank(raw[head])) ++head;
    if (head == raw.size()) return fail(Fault::empty, file);
    for (const std::string& cell : raw[head]) table.header.push_back(normalised(cell));
    for (std::size_t r = head + 1; r < raw.size(); ++r) {
        if (is_blank(raw[r])) continue;
        Table::Row row;
        row.number = static_cast<std::int64_t>(r) + 1;
        row.cells = std::move(raw[r]);
        if (row.cells.size() > table.header.size()) table.ragged_rows.push_back(row.number);
        row.cells.resize(table.header.size());
        table.rows.push_back(std::move(row));
    }
    if (table.rows.empty()) return fail(Fault::empty, file);
    return table;
}

}  // namespace geo
