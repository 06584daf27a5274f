#include "geo/data/xml_stream.h"

#include "geo/base/handle.h"

#include <cpl_vsi.h>

#include <expat.h>
#include <vector>

namespace geo {
namespace {

std::string_view without_prefix(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct Parsing {
    XML_Parser parser = nullptr;
    XmlReader* reader = nullptr;
    void look() const {
        if (reader->stop != Fault::internal) XML_StopParser(parser, XML_FALSE);
    }
};

void on_start(void* data, const char* name, const char** attributes) {
    const auto* parsing = static_cast<const Parsing*>(data);
    parsing->reader->start(without_prefix(name), XmlAttributes(attributes));
    parsing->look();
}
void on_end(void* data, const char* name) {
    const auto* parsing = static_cast<const Parsing*>(data);
    parsing->reader->end(without_prefix(name));
    parsing->look();
}
void on_text(void* data, const char* piece, int bytes) {
    const auto* parsing = static_cast<const Parsing*>(data);
    parsing->reader->text({piece, static_cast<std::size_t>(bytes)});
    parsing->look();
}
void on_document_type(void* data, const char*, const char*, const char*, int) {
    const auto* parsing = static_cast<const Parsing*>(data);
    parsing->reader->stop = Fault::unreadable;
    parsing->look();
}

}  // namespace

std::string_view XmlAttributes::get(std::string_view name, std::string_view missing) const {
    for (const char* const* pair = pairs_; *pair != nullptr; pair += 2)
        if (name == *pair) return pair[1];
    return missing;
}

std::int64_t XmlAttributes::number(std::string_view name, std::int64_t missing) const {
    const std::string_view text = get(name);
    if (text.empty() || text.size() > 15) return missing;
    std::int64_t out = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return missing;
        out = out * 10 + (c - '0');
    }
    return out;
}

Result<void> read_xml(const std::string& path, const std::string& file, std::int64_t most_bytes,
                      XmlReader& reader, bool& there, const Progress& progress) {
    const Handle<VSILFILE*, VSIFCloseL> in{VSIFOpenL(path.c_str(), "rb")};
    there = static_cast<bool>(in);
    if (!there) return {};
    const Handle<XML_Parser, XML_ParserFree> parser{XML_ParserCreate(nullptr)};
    Parsing parsing{parser.get(), &reader};
    XML_SetUserData(parser.get(), &parsing);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
    VSIStatBufL facts;
    const bool size_known = VSIStatExL(path.c_str(), &facts, VSI_STAT_SIZE_FLAG) == 0 && facts.st_size > 0;
    std::vector<char> buffer(std::size_t{1} << 16U);
    std::int64_t bytes = 0;
    while (true) {
        const std::size_t got = VSIFReadL(buffer.data(), 1, buffer.size(), in.get());
        bytes += static_cast<std::int64_t>(got);
        if (bytes > most_bytes) return fail(Fault::too_large, file);
        const bool last = got < buffer.size();
        const XML_Status status = XML_Parse(parser.get(), buffer.data(), static_cast<int>(got), last ? 1 : 0);
        if (reader.stop != Fault::internal) return fail(reader.stop, file);
        if (status != XML_STATUS_OK)
            return fail(Fault::unreadable, file, XML_ErrorString(XML_GetErrorCode(parser.get())));
        if (last) return {};
        if (progress.cancelled()) return fail(Fault::cancelled, file);
        if (size_known) progress.at(static_cast<double>(bytes) / static_cast<double>(facts.st_size));
    }
}

}  // namespace geo
