#include "geo/base/packed_text.h"

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <new>

namespace geo {
namespace {

constexpr std::size_t block_bytes = std::size_t{64} << 10U;

/// Stands at the beginning of its block; blocks begin at multiples of their size, so that a text finds its
/// own.  A text that is larger than a block has one for itself.
struct Block {
    std::atomic<std::size_t> held{1};  ///< texts in it, and the thread that fills it
    std::size_t used = sizeof(Block);
};

Block* block_of(const char* at) {
    return reinterpret_cast<Block*>(reinterpret_cast<std::uintptr_t>(at) & ~(block_bytes - 1));
}

Block* made(std::size_t bytes) {
    const std::size_t whole = (bytes + block_bytes - 1) / block_bytes * block_bytes;
    void* memory = std::aligned_alloc(block_bytes, whole);
    if (memory == nullptr) throw std::bad_alloc();
    return new (memory) Block;
}

void let_go(Block* block) {
    if (block->held.fetch_sub(1, std::memory_order_acq_rel) > 1) return;
    block->~Block();
    std::free(block);
}

/// The block that a thread fills.
struct Filling {
    Block* block = nullptr;
    Filling() = default;
    Filling(const Filling&) = delete;
    Filling& operator=(const Filling&) = delete;
    ~Filling() {
        if (block != nullptr) let_go(block);
    }
};

char* room_for(std::size_t bytes) {
    thread_local Filling filling;
    if (sizeof(Block) + bytes > block_bytes) {
        Block* own = made(sizeof(Block) + bytes);  // held once: by its only text
        return reinterpret_cast<char*>(own) + sizeof(Block);
    }
    if (filling.block == nullptr || filling.block->used + bytes > block_bytes) {
        if (filling.block != nullptr) let_go(filling.block);
        filling.block = made(block_bytes);
    }
    char* at = reinterpret_cast<char*>(filling.block) + filling.block->used;
    filling.block->used += bytes;
    filling.block->held.fetch_add(1, std::memory_order_relaxed);
    return at;
}

}  // namespace

PackedText::PackedText(std::string_view text) {
    if (text.empty()) return;
    const auto size = static_cast<std::uint32_t>(text.size());
    char* at = room_for(sizeof size + text.size());
    std::memcpy(at, &size, sizeof size);
    std::memcpy(at + sizeof size, text.data(), text.size());
    at_ = at;
}

PackedText::PackedText(const PackedText& other) : at_(other.at_) {
    if (at_ != nullptr) block_of(at_)->held.fetch_add(1, std::memory_order_relaxed);
}

PackedText::~PackedText() {
    if (at_ != nullptr) let_go(block_of(at_));
}

std::string_view PackedText::view() const {
    if (at_ == nullptr) return {};
    std::uint32_t size = 0;
    std::memcpy(&size, at_, sizeof size);
    return {at_ + sizeof size, size};
}

PackedText TextPool::of(std::string_view text) {
    constexpr std::size_t most = 4096;
    const auto found = known_.find(text);
    if (found != known_.end()) return found->second;
    PackedText fresh(text);
    if (known_.size() < most) known_.emplace(text, fresh);
    return fresh;
}

}  // namespace geo
