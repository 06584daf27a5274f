#include "app/damage.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace app {
namespace {

constexpr std::size_t most_rects = 4;  ///< more are painted as one

/// Words of eight bytes, mixed; collisions would show as a stale part until its next change.
std::uint64_t mixed(std::uint64_t seed, const void* bytes, std::size_t count) {
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15ULL;
    const auto* at = static_cast<const unsigned char*>(bytes);
    std::uint64_t hash = seed + count * odd;
    const auto take = [&hash](std::uint64_t word) {
        hash = (hash ^ word) * odd;
        hash ^= hash >> 29;
    };
    for (; count >= 8; count -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        take(word);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, at, count);
    take(rest);
    return hash;
}

PixelRect both(const PixelRect& a, const PixelRect& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

PixelRect shared(const PixelRect& a, const PixelRect& b) {
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

PixelRect rect_of(const ImVec4& clip) {
    return {static_cast<int>(std::floor(clip.x)), static_cast<int>(std::floor(clip.y)),
            static_cast<int>(std::ceil(clip.z)), static_cast<int>(std::ceil(clip.w))};
}

/// Of what a command draws; its clip may be the whole window.
PixelRect box_of(const ImDrawList& list, const ImDrawCmd& command) {
    float x0 = 1e9F, y0 = 1e9F, x1 = -1e9F, y1 = -1e9F;
    for (unsigned i = 0; i < command.ElemCount; ++i) {
        const auto index = list.IdxBuffer[static_cast<int>(command.IdxOffset + i)];
        const ImVec2 at = list.VtxBuffer[static_cast<int>(command.VtxOffset + index)].pos;
        x0 = std::min(x0, at.x);
        y0 = std::min(y0, at.y);
        x1 = std::max(x1, at.x);
        y1 = std::max(y1, at.y);
    }
    return rect_of({std::max(x0, -1e6F), std::max(y0, -1e6F), std::min(x1, 1e6F), std::min(y1, 1e6F)});
}

}  // namespace

std::vector<PixelRect> Damage::since_last(const ImDrawData& data, int width, int height,
                                          std::uint64_t pictures) {
    const PixelRect whole{0, 0, width, height};
    const ImTextureID letters = ImGui::GetIO().Fonts->TexID;
    std::vector<Part> now;
    for (int i = 0; i < data.CmdListsCount; ++i) {
        const ImDrawList& list = *data.CmdLists[i];
        Part part;
        part.owner = list._OwnerName == nullptr ? "" : list._OwnerName;
        part.hash = mixed(0, list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.size_in_bytes()));
        part.hash =
            mixed(part.hash, list.IdxBuffer.Data, static_cast<std::size_t>(list.IdxBuffer.size_in_bytes()));
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.ElemCount == 0) continue;
            part.hash = mixed(part.hash, &command.ClipRect, sizeof command.ClipRect);
            part.hash = mixed(part.hash, &command.TextureId, sizeof command.TextureId);
            if (command.TextureId != letters) part.hash = mixed(part.hash, &pictures, sizeof pictures);
            part.rect =
                both(part.rect, shared(shared(rect_of(command.ClipRect), whole), box_of(list, command)));
        }
        now.push_back(std::move(part));
    }
    std::vector<PixelRect> out;
    bool all = before_.empty() || width != width_ || height != height_;
    // Parts are compared by their owner; where the order changed, everything is painted.
    std::size_t at = 0;
    for (const Part& part : now) {
        std::size_t found = at;
        while (found < before_.size() && before_[found].owner != part.owner) ++found;
        if (found == before_.size()) {
            const bool earlier = std::any_of(before_.begin(), before_.end(),
                                             [&](const Part& p) { return p.owner == part.owner; });
            all = all || earlier;
            out.push_back(part.rect);
            continue;
        }
        for (; at < found; ++at) out.push_back(before_[at].rect);
        if (before_[found].hash != part.hash) out.push_back(both(before_[found].rect, part.rect));
        at = found + 1;
    }
    for (; at < before_.size(); ++at) out.push_back(before_[at].rect);
    before_ = std::move(now);
    width_ = width;
    height_ = height;
    if (all) return {whole};
    out.erase(std::remove_if(out.begin(), out.end(), [](const PixelRect& r) { return r.empty(); }),
              out.end());
    if (out.size() > most_rects) {
        PixelRect one;
        for (const PixelRect& rect : out) one = both(one, rect);
        return {one};
    }
    return out;
}

Clipped::Clipped(ImDrawData& data, const PixelRect& rect) : data_(data) {
    for (int i = 0; i < data.CmdListsCount; ++i)
        for (ImDrawCmd& command : data.CmdLists[i]->CmdBuffer) {
            kept_.push_back({command.ClipRect.x, command.ClipRect.y, command.ClipRect.z, command.ClipRect.w,
                             command.ElemCount});
            const PixelRect part = shared(rect_of(command.ClipRect), rect);
            if (part.empty()) {
                command.ElemCount = 0;
                command.ClipRect = {0, 0, 1, 1};
            } else {
                command.ClipRect = {static_cast<float>(part.x0), static_cast<float>(part.y0),
                                    static_cast<float>(part.x1), static_cast<float>(part.y1)};
            }
        }
}

Clipped::~Clipped() {
    std::size_t at = 0;
    for (int i = 0; i < data_.CmdListsCount; ++i)
        for (ImDrawCmd& command : data_.CmdLists[i]->CmdBuffer) {
            const Kept& was = kept_[at++];
            command.ClipRect = {was.x0, was.y0, was.x1, was.y1};
            command.ElemCount = was.count;
        }
}

}  // namespace app
