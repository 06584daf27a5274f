#include "geo/data/cell_rows.h"

#include "geo/base/ensure.h"

#include <algorithm>
#include <mutex>

namespace geo {
namespace {

constexpr std::size_t block_bytes = std::size_t{64} << 10U;
constexpr std::size_t most_kept_bytes = std::size_t{4} << 20U;

std::size_t bytes_in(const CellBlock& block) {
    return block.bytes.size() + (block.cell_ends.size() + block.row_ends.size()) * sizeof(std::uint32_t);
}

std::string_view bytes_of(const std::vector<std::uint32_t>& numbers) {
    return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(std::uint32_t)};
}

}  // namespace

struct CellRows::Last {
    std::mutex guard;
    std::uint64_t at = 0;
    std::shared_ptr<const CellBlock> block;
};

bool RowCells::operator==(const RowCells& other) const {
    return width_ == other.width_ && std::equal(begin(), end(), other.begin());
}

bool RowCells::operator==(const std::vector<std::string>& other) const {
    return width_ == other.size() && std::equal(begin(), end(), other.begin());
}

RowCells::operator std::vector<std::string>() const {
    std::vector<std::string> out;
    out.reserve(width_);
    for (const std::string_view cell : *this) out.emplace_back(cell);
    return out;
}

CellBlock& CellRows::own() {
    if (!open_)
        open_ = std::make_shared<CellBlock>();
    else if (open_.use_count() > 1)
        open_ = std::make_shared<CellBlock>(*open_);
    return *open_;
}

void CellRows::append(std::string_view piece) {
    own().bytes.append(piece);
}

std::string_view CellRows::open_cell() const {
    if (!open_) return {};
    const std::uint32_t from = open_->cell_ends.empty() ? 0 : open_->cell_ends.back();
    return std::string_view(open_->bytes).substr(from);
}

void CellRows::drop_bytes(std::size_t first, std::size_t last) {
    CellBlock& block = own();
    block.bytes.erase(block.cell_ends.empty() ? 0 : block.cell_ends.back(), first);
    block.bytes.resize(block.bytes.size() - last);
}

void CellRows::end_cell() {
    CellBlock& block = own();
    block.cell_ends.push_back(static_cast<std::uint32_t>(block.bytes.size()));
}

void CellRows::end_row() {
    CellBlock& block = own();
    block.row_ends.push_back(static_cast<std::uint32_t>(block.cell_ends.size()));
    if (bytes_in(block) >= block_bytes) seal();
}

std::size_t CellRows::open_cells() const {
    if (!open_) return 0;
    return open_->cell_ends.size() - (open_->row_ends.empty() ? 0 : open_->row_ends.back());
}

void CellRows::push_back(const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) {
        append(cell);
        end_cell();
    }
    end_row();
}

void CellRows::seal() {
    CellBlock& block = own();
    Part part;
    part.first_row = sealed_;
    part.rows = static_cast<std::uint32_t>(block.row_ends.size());
    part.cells = static_cast<std::uint32_t>(block.cell_ends.size());
    part.bytes = static_cast<std::uint32_t>(block.bytes.size());
    sealed_ += part.rows;
    std::optional<std::uint64_t> at;
    if (kept_bytes_ > most_kept_bytes) {
        if (!scratch_) scratch_ = Scratch::open();
        at = scratch_->put({bytes_of(block.row_ends), bytes_of(block.cell_ends), block.bytes});
    }
    if (at) {
        part.at = *at;
        block.row_ends.clear();
        block.cell_ends.clear();
        block.bytes.clear();
    } else {
        block.row_ends.shrink_to_fit();
        block.cell_ends.shrink_to_fit();
        block.bytes.shrink_to_fit();
        kept_bytes_ += bytes_in(block);
        part.kept = std::move(open_);
        open_.reset();
    }
    parts_.push_back(std::move(part));
    if (!last_) last_ = std::make_shared<Last>();
}

std::shared_ptr<const CellBlock> CellRows::block_of(const Part& part) const {
    if (part.kept) return part.kept;
    const std::lock_guard lock(last_->guard);
    if (last_->block && last_->at == part.at) return last_->block;
    last_->block.reset();
    auto block = std::make_shared<CellBlock>();
    block->row_ends.resize(part.rows);
    block->cell_ends.resize(part.cells);
    block->bytes.resize(part.bytes);
    std::uint64_t at = part.at;
    const auto take = [&](void* to, std::size_t size) {
        ENSURE(scratch_->get(at, to, size));
        at += size;
    };
    take(block->row_ends.data(), part.rows * sizeof(std::uint32_t));
    take(block->cell_ends.data(), part.cells * sizeof(std::uint32_t));
    take(block->bytes.data(), part.bytes);
    last_->block = block;
    last_->at = part.at;
    return block;
}

void CellRows::move_to(std::size_t row, RowCells& cells, std::size_t& from, std::size_t& to) const {
    if (!cells.block_ || row < from || row >= to) {
        if (row >= sealed_) {
            cells.block_ = open_;
            from = sealed_;
            to = size();
        } else {
            const auto next =
                std::upper_bound(parts_.begin(), parts_.end(), row,
                                 [](std::size_t at, const Part& part) { return at < part.first_row; });
            const Part& part = *std::prev(next);
            cells.block_ = block_of(part);
            from = part.first_row;
            to = part.first_row + part.rows;
        }
    }
    const std::size_t in_block = row - from;
    cells.first_ = in_block == 0 ? 0 : cells.block_->row_ends[in_block - 1];
    cells.stored_ = cells.width_ = cells.block_->row_ends[in_block] - cells.first_;
}

RowCells CellRows::operator[](std::size_t row) const {
    RowCells out;
    std::size_t from = 0, to = 0;
    move_to(row, out, from, to);
    return out;
}

bool CellRows::operator==(const std::vector<std::vector<std::string>>& other) const {
    return size() == other.size() && std::equal(begin(), end(), other.begin());
}

}  // namespace geo
