#include "geo/data/notes.h"

#include "geo/base/ensure.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>

namespace geo {
namespace {

constexpr std::size_t block_notes = 512;
constexpr std::size_t most_bytes_of_notes = std::size_t{2} << 20U;
constexpr std::size_t most_kinds = 1000;
constexpr std::int64_t page_rows = 32768, most_row = std::int64_t{1} << 31U;
constexpr std::int64_t most_sum = std::int64_t{1} << 60U;

void put_number(std::string& to, std::uint64_t value) {
    for (; value >= 128; value >>= 7U) to += static_cast<char>(value | 128U);
    to += static_cast<char>(value);
}

/// Small numbers of either sign as small numbers.
std::uint64_t folded(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63U);
}
std::int64_t unfolded(std::uint64_t value) {
    return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
}

/// Texts of a block, each once.
class Texts {
public:
    void put(std::string& to, const std::string& text) {
        const auto [found, fresh] =
            known_.emplace(std::string_view{text}, static_cast<std::uint32_t>(known_.size()));
        if (fresh) {
            put_number(bytes_, text.size());
            bytes_ += text;
        }
        put_number(to, found->second);
    }
    std::size_t size() const { return known_.size(); }
    const std::string& bytes() const { return bytes_; }

private:
    std::unordered_map<std::string_view, std::uint32_t> known_;  // asked, never listed
    std::string bytes_;
};

/// Bytes of a block as they are read.  After the first that does not fit nothing is believed.
class Unpacking {
public:
    explicit Unpacking(std::string_view bytes) : left_(bytes) {}

    std::uint64_t number() {
        std::uint64_t out = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (left_.empty()) break;
            const auto byte = static_cast<unsigned char>(left_.front());
            left_.remove_prefix(1);
            out |= static_cast<std::uint64_t>(byte & 127U) << shift;
            if (byte < 128) return out;
        }
        fits_ = false;
        return 0;
    }
    /// How many of something that takes a byte at least.
    std::size_t size() {
        const std::uint64_t out = number();
        if (out > left_.size()) fits_ = false;
        return fits_ ? static_cast<std::size_t>(out) : 0;
    }
    std::string_view take(std::size_t bytes) {
        if (bytes > left_.size()) fits_ = false;
        if (!fits_) return {};
        const std::string_view out = left_.substr(0, bytes);
        left_.remove_prefix(bytes);
        return out;
    }
    void texts() {
        for (std::size_t n = size(); n > 0 && fits_; --n) texts_.push_back(take(size()));
    }
    void text(std::string& out) {
        const std::uint64_t at = number();
        if (at >= texts_.size()) fits_ = false;
        if (fits_) out.assign(texts_[static_cast<std::size_t>(at)]);
    }
    bool fits() const { return fits_; }
    bool done() const { return fits_ && left_.empty(); }

private:
    std::string_view left_;
    std::vector<std::string_view> texts_;
    bool fits_ = true;
};

void merge(std::vector<bool>& page, const std::vector<bool>& other, std::size_t& count) {
    for (std::size_t i = 0; i < page.size(); ++i) {
        if (!other[i] || page[i]) continue;
        page[i] = true;
        ++count;
    }
}

}  // namespace

std::optional<std::int64_t> number_in_reason(const ImportNote& note) {
    std::int64_t out = 0;
    if (note.reason.empty() || note.reason.size() > 15) return std::nullopt;
    for (const char c : note.reason) {
        if (c == ',') continue;
        if (c < '0' || c > '9') return std::nullopt;
        out = out * 10 + (c - '0');
    }
    return out;
}

void Notes::Iterator::settle() {
    if (at_ >= notes_->packed_) {
        note_ = at_ < notes_->size() ? &notes_->open_[at_ - notes_->packed_] : nullptr;
        return;
    }
    if (at_ >= to_) {
        const Part& part = notes_->parts_[part_++];
        // Copies of an iterator share a block until one of them moves on.
        if (!block_ || block_.use_count() > 1) block_ = std::make_shared<std::vector<ImportNote>>();
        unpack(part, *block_);
        from_ = to_;
        to_ += part.notes;
    }
    note_ = &(*block_)[at_ - from_];
}

std::string Notes::packed(const std::vector<ImportNote>& notes) {
    Texts texts;
    std::string rows;
    std::int64_t row = 0;
    put_number(rows, notes.size());
    for (const ImportNote& note : notes) {
        for (const std::string* text :
             {&note.kind, &note.file, &note.sheet, &note.column, &note.value, &note.reason})
            texts.put(rows, *text);
        // Unsigned, so that any two rows have a difference.
        put_number(rows, folded(static_cast<std::int64_t>(static_cast<std::uint64_t>(note.row) -
                                                          static_cast<std::uint64_t>(row))));
        row = note.row;
        put_number(rows, 2 * note.fixes.size() + (note.at ? 1 : 0));
        for (const Fix& fix : note.fixes) {
            texts.put(rows, fix.choice);
            texts.put(rows, fix.value);
        }
        if (note.at) rows.append(reinterpret_cast<const char*>(&*note.at), sizeof(LonLat));
    }
    std::string out;
    put_number(out, texts.size());
    return out + texts.bytes() + rows;
}

bool Notes::unpacked(std::string_view bytes, std::vector<ImportNote>& out) {
    Unpacking in(bytes);
    in.texts();
    const std::size_t notes = in.size();
    out.resize(std::min(notes, block_notes));
    if (notes != out.size()) return false;
    std::uint64_t row = 0;
    for (ImportNote& note : out) {
        for (std::string* text :
             {&note.kind, &note.file, &note.sheet, &note.column, &note.value, &note.reason})
            in.text(*text);
        row += static_cast<std::uint64_t>(unfolded(in.number()));
        note.row = static_cast<std::int64_t>(row);
        const std::size_t ways = in.size();
        note.fixes.resize(ways / 2);
        for (Fix& fix : note.fixes) {
            in.text(fix.choice);
            in.text(fix.value);
        }
        note.at.reset();
        if (ways % 2 == 0) continue;
        const std::string_view place = in.take(sizeof(LonLat));
        if (in.fits()) std::memcpy(&note.at.emplace(), place.data(), sizeof(LonLat));
    }
    return in.done();
}

std::string Notes::bytes_of(const Part& part) {
    if (part.kept) return *part.kept;
    std::string out(part.bytes, '\0');
    ENSURE(part.disk->get(part.at, out.data(), out.size()));
    return out;
}

void Notes::unpack(const Part& part, std::vector<ImportNote>& out) {
    ENSURE(unpacked(part.kept ? *part.kept : bytes_of(part), out));
}

std::size_t Notes::number_of(const std::string& kind) {
    std::size_t number = 0;
    while (number < kinds_.size() && kinds_[number].kind != kind) ++number;
    if (number == kinds_.size()) kinds_.emplace_back().kind = kind;
    return number;
}

void Notes::count_row(std::int64_t row) {
    if (row <= 0 || row >= most_row) return;
    std::vector<bool>& page = rows_[row / page_rows];
    page.resize(page_rows);
    if (page[static_cast<std::size_t>(row % page_rows)]) return;
    page[static_cast<std::size_t>(row % page_rows)] = true;
    ++rows_with_fixes_;
}

void Notes::count_in(const ImportNote& note, OfKinds& of_kinds) {
    const auto number = static_cast<std::uint32_t>(number_of(note.kind));
    const auto here =
        std::find_if(of_kinds.begin(), of_kinds.end(), [&](const auto& one) { return one.first == number; });
    if (here == of_kinds.end())
        of_kinds.emplace_back(number, 1);
    else
        ++here->second;
    Kind& kind = kinds_[number];
    ++kind.count;
    if (kind.first.size() < first_most) kind.first.push_back(note);
    const ImportNote& first = kind.first.front();
    kind.same_reason = kind.same_reason && note.reason == first.reason;
    kind.same_sheet = kind.same_sheet && note.sheet == first.sheet;
    kind.same_fixes = kind.same_fixes && note.fixes == first.fixes;
    kind.rows = kind.rows && note.row > 0;
    kind.places += note.at ? 1 : 0;
    const auto number_said = kind.sum ? number_in_reason(note) : std::nullopt;
    kind.sum = number_said && *kind.sum < most_sum ? std::optional(*kind.sum + *number_said) : std::nullopt;
    if (!note.fixes.empty()) count_row(note.row);
}

void Notes::push_back(ImportNote note) {
    if (open_.size() == block_notes) seal();
    count_in(note, open_kinds_);
    open_.push_back(std::move(note));
}

void Notes::seal() {
    if (open_.empty()) return;
    add_part(packed(open_), open_.size(), std::move(open_kinds_));
    open_.clear();
    open_kinds_.clear();
}

void Notes::add_part(std::string bytes, std::size_t notes, OfKinds of_kinds) {
    Part part;
    part.notes = notes;
    part.bytes = bytes.size();
    part.of_kinds = std::move(of_kinds);
    if (kept_bytes_ + bytes.size() > most_bytes_of_notes) {
        if (!scratch_) scratch_ = Scratch::open();
        if (const auto at = scratch_->put({bytes})) {
            part.at = *at;
            part.disk = scratch_;
        }
    }
    if (!part.disk) {
        kept_bytes_ += bytes.size();
        part.kept = std::make_shared<const std::string>(std::move(bytes));
    }
    packed_ += notes;
    parts_.push_back(std::move(part));
}

bool Notes::take_block(const std::string& bytes) {
    seal();
    std::vector<ImportNote> notes;
    if (!unpacked(bytes, notes) || notes.empty()) return false;
    for (const ImportNote& note : notes) count_in(note, open_kinds_);
    if (kinds_.size() > most_kinds) return false;
    if (notes.size() < block_notes) {
        open_ = std::move(notes);
    } else {
        add_part(bytes, notes.size(), std::move(open_kinds_));
        open_kinds_.clear();
    }
    return true;
}

void Notes::append(const Notes& others) {
    if (others.parts_.empty()) {
        for (const ImportNote& note : others.open_) push_back(note);
        return;
    }
    seal();
    std::vector<std::uint32_t> number_here;
    for (const Kind& theirs : others.kinds_) {
        number_here.push_back(static_cast<std::uint32_t>(number_of(theirs.kind)));
        Kind& kind = kinds_[number_here.back()];
        if (kind.count == 0) {
            kind = theirs;
            continue;
        }
        const ImportNote &mine = kind.first.front(), &other = theirs.first.front();
        kind.count += theirs.count;
        kind.same_reason = kind.same_reason && theirs.same_reason && mine.reason == other.reason;
        kind.same_sheet = kind.same_sheet && theirs.same_sheet && mine.sheet == other.sheet;
        kind.same_fixes = kind.same_fixes && theirs.same_fixes && mine.fixes == other.fixes;
        kind.rows = kind.rows && theirs.rows;
        kind.places += theirs.places;
        const bool sums = kind.sum && theirs.sum && *kind.sum < most_sum;
        kind.sum = sums ? std::optional(*kind.sum + *theirs.sum) : std::nullopt;
        for (const ImportNote& one : theirs.first)
            if (kind.first.size() < first_most) kind.first.push_back(one);
    }
    const auto of_kinds_here = [&](OfKinds of_kinds) {
        for (auto& one : of_kinds) one.first = number_here[one.first];
        return of_kinds;
    };
    for (const Part& part : others.parts_) {
        parts_.push_back(part);
        parts_.back().of_kinds = of_kinds_here(part.of_kinds);
        packed_ += part.notes;
    }
    open_ = others.open_;
    open_kinds_ = of_kinds_here(others.open_kinds_);
    for (const auto& [number, theirs] : others.rows_) {
        std::vector<bool>& page = rows_[number];
        page.resize(page_rows);
        merge(page, theirs, rows_with_fixes_);
    }
}

const ImportNote Notes::at(std::size_t at) const {
    ENSURE(at < size());
    if (at >= packed_) return open_[at - packed_];
    for (const Part& part : parts_) {
        if (at < part.notes) {
            std::vector<ImportNote> notes;
            unpack(part, notes);
            return std::move(notes[at]);
        }
        at -= part.notes;
    }
    return {};
}

ImportNote Notes::of_kind(std::size_t kind, std::size_t at) const {
    ENSURE(at < kinds_.at(kind).count);
    if (at < kinds_[kind].first.size()) return kinds_[kind].first[at];
    const auto nth = [&](const std::vector<ImportNote>& notes) {
        for (const ImportNote& note : notes)
            if (note.kind == kinds_[kind].kind && at-- == 0) return note;
        return ImportNote{};
    };
    for (const Part& part : parts_) {
        std::size_t here = 0;
        for (const auto& [number, notes] : part.of_kinds)
            if (number == kind) here = notes;
        if (at < here) {
            std::vector<ImportNote> notes;
            unpack(part, notes);
            return nth(notes);
        }
        at -= here;
    }
    return nth(open_);
}

const Notes::Kind* Notes::kind(std::string_view name) const {
    const auto found =
        std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& one) { return one.kind == name; });
    return found == kinds_.end() ? nullptr : &*found;
}

bool Notes::any_place() const {
    return std::any_of(kinds_.begin(), kinds_.end(), [](const Kind& one) { return one.places > 0; });
}

bool Notes::operator==(const Notes& other) const {
    return size() == other.size() && std::equal(begin(), end(), other.begin());
}

}  // namespace geo
