#include "geo/network/cost_surface.h"

#include "geo/base/parallel.h"
#include "geo/network/terrain.h"
#include "geo/network/walk_moves.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <mutex>
#include <utility>

namespace geo {
namespace {

constexpr double unreached = CostSurface::never;
/// Cells beyond a tile that its own are reached from: a knight's move.
constexpr int halo = 2;
/// Cells along a side with the halo: a cell's number fits 16 bits, and what a tile needs, a second-level
/// cache.
constexpr int stride = 256;
constexpr int tile_side = stride - 2 * halo;
constexpr std::size_t buckets = 2048;

/// Langmuir's corrections, seconds a metre of height (r.walk), and where a way down begins to be steep.
constexpr double up_s = 6.0, down_s = 1.9998, steep_s = -1.9998, steep = -0.2125;

/// No slope makes a step shorter than this part of its time on the flat (Tobler at -0.05, and a little for
/// rounding).
constexpr double least_of_flat = 0.839;

constexpr int cell_at(int x, int y) {
    return y * stride + x;
}

/// A move as it is over a tile: how far on its cells are kept.
struct CellStep {
    std::size_t to = 0, a = 0, b = 0;
};
constexpr std::array<CellStep, walk_moves.size()> steps = [] {
    std::array<CellStep, walk_moves.size()> out;
    for (std::size_t m = 0; m < walk_moves.size(); ++m) {
        const auto on = [](int x, int y) { return static_cast<std::size_t>(std::ptrdiff_t{cell_at(x, y)}); };
        const auto& beside = walk_moves[m].beside;
        out[m] = {on(walk_moves[m].x, walk_moves[m].y), on(beside[0][0], beside[0][1]),
                  on(beside[1][0], beside[1][1])};
    }
    return out;
}();

/// Which of the eight tiles around see a cell that lies so near to the edge: a bit for each of 3 x 3.
struct Around {
    int left = 0, up = 0, right = 0, down = 0;  // how many cells lie on that side of it in its tile
    unsigned tiles() const {
        const unsigned across = 2U | (left < halo ? 1U : 0U) | (right < halo ? 4U : 0U);
        return across << 3U | (up < halo ? across : 0U) | (down < halo ? across << 6U : 0U);
    }
};
constexpr unsigned itself = 1U << 4U;

struct Tile {
    std::uint32_t first_column = 0, first_row = 0;
    int columns = 0, rows = 0;
};

/// The raster as it is being walked over.
struct Field {
    const WalkRaster& raster;
    std::span<const SurfaceSource> sources;
    const CostSurfaceRules& rules;
    std::array<double, walk_moves.size()> metres{};
    CostSurface out;

    std::size_t cell(std::uint32_t column, std::uint32_t row) const {
        return std::size_t{row} * raster.columns + column;
    }
};

/// One thread's tile with the halo around it.
class TileWalk {
public:
    /// Which tiles around see a change.
    template <SlopeRule rule, int directions>
    unsigned visit(Field& field, const Tile& tile, std::span<const std::uint32_t> starting) {
        load<rule>(field, tile);
        for (const std::uint32_t s : starting) start(field, tile, s);
        enter_from_halo<rule, directions>(field, tile);
        if (later_.empty()) return 0;
        set_width(field);
        while (next_window())
            for (std::size_t b = 0; b < buckets; ++b) settle<rule, directions>(field, b);
        return save(field, tile);
    }

private:
    template <SlopeRule rule>
    void load(const Field& field, const Tile& tile) {
        std::fill(seconds_.begin(), seconds_.end(), -unreached);
        std::fill(pace_.begin(), pace_.end(), std::numeric_limits<float>::infinity());
        const auto width = static_cast<int>(field.raster.columns),
                   height = static_cast<int>(field.raster.rows);
        const int left = static_cast<int>(tile.first_column) - halo,
                  top = static_cast<int>(tile.first_row) - halo;
        const int from_x = std::max(0, -left), to_x = std::min(tile.columns + 2 * halo, width - left);
        const int from_y = std::max(0, -top), to_y = std::min(tile.rows + 2 * halo, height - top);
        for (int y = from_y; y < to_y; ++y) {
            const auto at = static_cast<std::ptrdiff_t>(
                field.cell(static_cast<std::uint32_t>(left + from_x), static_cast<std::uint32_t>(top + y)));
            const int here = cell_at(from_x, y);
            std::copy_n(field.out.seconds.begin() + at, to_x - from_x, seconds_.begin() + here);
            std::copy_n(field.out.source.begin() + at, to_x - from_x, source_.begin() + here);
            std::transform(
                field.raster.pace_s_per_m.begin() + at,
                field.raster.pace_s_per_m.begin() + at + (to_x - from_x), pace_.begin() + here,
                [](float pace) { return pace > 0 ? pace : std::numeric_limits<float>::infinity(); });
            if constexpr (rule != SlopeRule::none)
                std::copy_n(field.raster.height_m.begin() + at, to_x - from_x, height_.begin() + here);
        }
    }

    void start(const Field& field, const Tile& tile, std::uint32_t s) {
        const SurfaceSource& source = field.sources[s];
        const auto x = static_cast<int>(source.cell % field.raster.columns - tile.first_column);
        const auto y = static_cast<int>(source.cell / field.raster.columns - tile.first_row);
        const auto at = static_cast<std::size_t>(cell_at(x + halo, y + halo));
        if (better(source.seconds, s, at)) improve(source.seconds, s, at);
    }

    bool better(double seconds, std::uint32_t source, std::size_t at) const {
        return seconds < seconds_[at] ||
               (seconds == seconds_[at] && source < source_[at] && seconds < unreached);
    }
    /// To be walked on from, in a window of buckets to come.
    void improve(double seconds, std::uint32_t source, std::size_t at) {
        seconds_[at] = seconds;
        source_[at] = source;
        later_.push_back(static_cast<std::uint16_t>(at));
    }

    /// Steps from the cells of other tiles into this one; after it no walk leaves.
    template <SlopeRule rule, int directions>
    void enter_from_halo(const Field& field, const Tile& tile) {
        const int right = tile.columns + halo, bottom = tile.rows + halo;
        const auto inside = [&](int x, int y) { return x >= halo && y >= halo && x < right && y < bottom; };
        for (int y = 0; y < bottom + halo; ++y)
            for (int x = 0; x < right + halo; ++x) {
                if (inside(x, y)) {
                    x = right - 1;
                    continue;
                }
                const auto at = static_cast<std::size_t>(cell_at(x, y));
                const double here = seconds_[at];
                if (here == -unreached || here == unreached) continue;
                each_move<directions>([&](auto m) {
                    if (!inside(x + walk_moves[m].x, y + walk_moves[m].y)) return;
                    try_step<rule, m>(field, at, here, source_[at],
                                      [&](double seconds, std::uint32_t source, std::size_t to) {
                                          improve(seconds, source, to);
                                      });
                });
            }
        for (int y = 0; y < bottom + halo; ++y)
            for (int x = 0; x < right + halo; ++x) {
                if (inside(x, y)) x = right;
                seconds_[static_cast<std::size_t>(cell_at(x, y))] = -unreached;
            }
    }

    /// On the flat.  Not a number where the step passes between two corners of closed ground.
    template <std::size_t m>
    double flat_seconds(const Field& field, std::size_t from) const {
        constexpr CellStep step = steps[m];
        const double both = static_cast<double>(pace_[from]) + static_cast<double>(pace_[from + step.to]);
        if constexpr (m < straight_moves) return both * 0.5 * field.metres[m];
        const double a = pace_[from + step.a], b = pace_[from + step.b];
        if constexpr (m >= king_moves) return (both + a + b) * 0.25 * field.metres[m];
        return both * 0.5 * field.metres[m] + (field.rules.between_corners ? 0 : std::min(a, b) * 0);
    }

    template <SlopeRule rule, std::size_t m>
    double with_slope(const Field& field, std::size_t from, double flat) const {
        double rise = static_cast<double>(height_[from + steps[m].to]) - static_cast<double>(height_[from]);
        if (!(std::abs(rise) < unreached)) return flat;
        if (!field.rules.from_sources) rise = -rise;
        if constexpr (rule == SlopeRule::tobler) return flat / tobler_factor(rise / field.metres[m]);
        const double by = rise >= 0 ? up_s : rise < steep * field.metres[m] ? steep_s : down_s;
        return std::max(flat + rise * by, 0.0);  // in this order what is not a number stays so
    }

    /// improved(seconds, source, cell) where the step is the best way there so far.
    template <SlopeRule rule, std::size_t m, class Improved>
    void try_step(const Field& field, std::size_t from, double here, std::uint32_t source,
                  const Improved& improved) {
        const std::size_t to = from + steps[m].to;
        double step_s = flat_seconds<m>(field, from);
        if constexpr (rule == SlopeRule::tobler)
            if (here + step_s * least_of_flat > seconds_[to]) return;
        if constexpr (rule != SlopeRule::none) step_s = with_slope<rule, m>(field, from, step_s);
        const double seconds = here + step_s;
        if (better(seconds, source, to)) improved(seconds, source, to);
    }

    /// use(number of the move) for each direction, as constants.
    template <int directions, class Use>
    static void each_move(const Use& use) {
        [&]<std::size_t... m>(std::index_sequence<m...>) {
            (use(std::integral_constant<std::size_t, m>{}), ...);
        }
        (std::make_index_sequence<directions>{});
    }

    /// Of a bucket: the shortest step over the fastest ground of the tile, so that hardly a cell is walked on
    /// from twice.
    void set_width(const Field& field) {
        float fastest = std::numeric_limits<float>::infinity();
        for (const float pace : pace_) fastest = std::min(fastest, pace);
        const double shortest_m = std::min(field.raster.cell_width_m, field.raster.cell_height_m);
        width_ = std::isfinite(fastest) ? static_cast<double>(fastest) * shortest_m : 1;
        buckets_a_second_ = 1 / width_;
    }

    /// The buckets from the earliest of the cells that wait; false where none does.
    bool next_window() {
        std::erase_if(later_, [&](std::uint16_t at) { return seconds_[at] < window_end_; });
        if (later_.empty()) {
            window_end_ = -unreached;
            return false;
        }
        double first = unreached;
        for (const std::uint16_t at : later_) first = std::min(first, seconds_[at]);
        window_ = first;
        // Far from the start of time a window may be narrower than numbers there are apart.
        window_end_ =
            std::max(first + width_ * static_cast<double>(buckets), std::nextafter(first, unreached));
        std::erase_if(later_, [&](std::uint16_t at) {
            if (seconds_[at] >= window_end_) return false;
            bucket_[bucket_of(seconds_[at])].push_back(at);
            return true;
        });
        return true;
    }
    std::size_t bucket_of(double seconds) const {
        return std::min(buckets - 1, static_cast<std::size_t>((seconds - window_) * buckets_a_second_));
    }

    template <SlopeRule rule, int directions>
    void settle(const Field& field, std::size_t b) {
        // The bucket grows while it is gone through where a step is shorter than a bucket is wide.
        for (std::size_t i = 0; i < bucket_[b].size(); ++i) {
            const std::size_t from = bucket_[b][i];
            const double here = seconds_[from];
            if (bucket_of(here) != b) continue;
            each_move<directions>([&](auto m) {
                try_step<rule, m>(field, from, here, source_[from],
                                  [&](double seconds, std::uint32_t source, std::size_t to) {
                                      seconds_[to] = seconds;
                                      source_[to] = source;
                                      auto& waits =
                                          seconds < window_end_ ? bucket_[bucket_of(seconds)] : later_;
                                      waits.push_back(static_cast<std::uint16_t>(to));
                                  });
            });
        }
        bucket_[b].clear();
    }

    unsigned save(Field& field, const Tile& tile) const {
        unsigned seen = 0;
        for (int y = 0; y < tile.rows; ++y) {
            const auto at = static_cast<std::ptrdiff_t>(
                field.cell(tile.first_column, tile.first_row + static_cast<std::uint32_t>(y)));
            const int here = cell_at(halo, y + halo);
            const bool edge_row = y < halo || tile.rows - 1 - y < halo;
            for (int x = 0; x < tile.columns; ++x) {
                if (!edge_row && x == halo) x = std::max(x, tile.columns - halo);
                const auto in = static_cast<std::size_t>(here + x);
                const auto over = static_cast<std::size_t>(at + x);
                if (seconds_[in] != field.out.seconds[over] || source_[in] != field.out.source[over])
                    seen |= Around{x, y, tile.columns - 1 - x, tile.rows - 1 - y}.tiles();
            }
            std::copy_n(seconds_.begin() + here, tile.columns, field.out.seconds.begin() + at);
            std::copy_n(source_.begin() + here, tile.columns, field.out.source.begin() + at);
        }
        return seen & ~itself;
    }

    static constexpr std::size_t cells = std::size_t{stride} * stride;
    std::vector<double> seconds_ = std::vector<double>(cells);
    std::vector<std::uint32_t> source_ = std::vector<std::uint32_t>(cells);
    std::vector<float> pace_ = std::vector<float>(cells), height_ = std::vector<float>(cells);
    std::vector<std::vector<std::uint16_t>> bucket_{buckets};
    std::vector<std::uint16_t> later_;
    double width_ = 1, buckets_a_second_ = 1, window_ = 0, window_end_ = -unreached;
};

/// Walks for the threads that ask, made when they are wanted.
class Walks {
public:
    template <class Use>
    auto with_one(const Use& use) {
        std::unique_ptr<TileWalk> walk;
        {
            const std::scoped_lock lock(mutex_);
            if (!idle_.empty()) {
                walk = std::move(idle_.back());
                idle_.pop_back();
            }
        }
        if (!walk) walk = std::make_unique<TileWalk>();
        auto out = use(*walk);
        const std::scoped_lock lock(mutex_);
        idle_.push_back(std::move(walk));
        return out;
    }

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<TileWalk>> idle_;
};

using Visit = unsigned (TileWalk::*)(Field&, const Tile&, std::span<const std::uint32_t>);
template <SlopeRule rule>
Visit visit_with(bool knights) {
    return knights ? &TileWalk::visit<rule, 16> : &TileWalk::visit<rule, king_moves>;
}
Visit visit_for(const WalkRaster& raster, const CostSurfaceRules& rules) {
    if (raster.height_m.empty()) return visit_with<SlopeRule::none>(rules.knights_moves);
    switch (rules.slope) {
        case SlopeRule::tobler:
            return visit_with<SlopeRule::tobler>(rules.knights_moves);
        case SlopeRule::langmuir:
            return visit_with<SlopeRule::langmuir>(rules.knights_moves);
        default:
            return visit_with<SlopeRule::none>(rules.knights_moves);
    }
}

std::array<double, walk_moves.size()> lengths(const WalkRaster& raster) {
    std::array<double, walk_moves.size()> out{};
    for (std::size_t m = 0; m < walk_moves.size(); ++m)
        out[m] = std::hypot(walk_moves[m].x * raster.cell_width_m, walk_moves[m].y * raster.cell_height_m);
    return out;
}

/// Tiles of a raster and which of them are to be looked at.
class Tiles {
public:
    explicit Tiles(const Field& field)
        : columns_((field.raster.columns + tile_side - 1) / tile_side),
          rows_((field.raster.rows + tile_side - 1) / tile_side),
          sources_(std::size_t{columns_} * rows_),
          active_(sources_.size()) {
        for (std::uint32_t s = 0; s < field.sources.size(); ++s) {
            const std::uint32_t cell = field.sources[s].cell;
            const std::size_t t = std::size_t{cell / field.raster.columns / tile_side} * columns_ +
                                  cell % field.raster.columns / tile_side;
            sources_[t].push_back(s);
            active_[t] = true;
        }
    }

    /// Active ones of every second column and row, so that none sees another's cells; they are active no
    /// more.
    std::vector<std::size_t> take(std::uint32_t odd_column, std::uint32_t odd_row) {
        std::vector<std::size_t> out;
        for (std::uint32_t y = odd_row; y < rows_; y += 2)
            for (std::uint32_t x = odd_column; x < columns_; x += 2) {
                const std::size_t t = std::size_t{y} * columns_ + x;
                if (active_[t]) out.push_back(t);
                active_[t] = false;
            }
        return out;
    }
    void activate(std::size_t t, unsigned around) {
        const auto x = static_cast<std::int64_t>(t % columns_), y = static_cast<std::int64_t>(t / columns_);
        for (unsigned bit = 0; bit < 9; ++bit) {
            const std::int64_t nx = x + bit % 3 - 1, ny = y + bit / 3 - 1;
            if ((around >> bit & 1U) != 0 && nx >= 0 && ny >= 0 && nx < columns_ && ny < rows_)
                active_[static_cast<std::size_t>(ny * columns_ + nx)] = true;
        }
    }
    bool any_active() const { return std::find(active_.begin(), active_.end(), true) != active_.end(); }
    std::vector<std::uint32_t> starting(std::size_t t) { return std::exchange(sources_[t], {}); }
    Tile tile(const WalkRaster& raster, std::size_t t) const {
        Tile out;
        out.first_column = static_cast<std::uint32_t>(t % columns_) * tile_side;
        out.first_row = static_cast<std::uint32_t>(t / columns_) * tile_side;
        out.columns = static_cast<int>(std::min<std::uint32_t>(tile_side, raster.columns - out.first_column));
        out.rows = static_cast<int>(std::min<std::uint32_t>(tile_side, raster.rows - out.first_row));
        return out;
    }

private:
    std::uint32_t columns_, rows_;
    std::vector<std::vector<std::uint32_t>> sources_;
    std::vector<bool> active_;
};

bool is_sound(const WalkRaster& raster, std::span<const SurfaceSource> sources) {
    const std::size_t cells = std::size_t{raster.columns} * raster.rows;
    const auto is_size = [](double metres) { return metres > 0 && metres < unreached; };
    if (cells == 0 || raster.pace_s_per_m.size() != cells || !is_size(raster.cell_width_m) ||
        !is_size(raster.cell_height_m) || (!raster.height_m.empty() && raster.height_m.size() != cells))
        return false;
    const auto too_fast = [](float pace) { return pace > 0 && pace < least_pace_s_per_m; };
    if (std::any_of(raster.pace_s_per_m.begin(), raster.pace_s_per_m.end(), too_fast)) return false;
    return std::all_of(sources.begin(), sources.end(), [&](const SurfaceSource& source) {
        return source.cell < cells && source.seconds >= 0 && source.seconds < unreached;
    });
}

}  // namespace

Result<CostSurface> cost_surface(const WalkRaster& raster, std::span<const SurfaceSource> sources,
                                 const CostSurfaceRules& rules) {
    if (!is_sound(raster, sources)) return fail(Fault::bad_value);
    Field field{raster, sources, rules, lengths(raster), {}};
    field.out.seconds.assign(raster.pace_s_per_m.size(), unreached);
    field.out.source.assign(raster.pace_s_per_m.size(), CostSurface::no_source);
    Tiles tiles(field);
    Walks walks;
    const Visit visit = visit_for(raster, rules);
    for (std::uint32_t colour = 0; tiles.any_active(); colour = (colour + 1) % 4) {
        const std::vector<std::size_t> now = tiles.take(colour % 2, colour / 2);
        std::vector<unsigned> seen(now.size());
        std::vector<std::vector<std::uint32_t>> starting;
        for (const std::size_t t : now) starting.push_back(tiles.starting(t));
        parallel_for(now.size(), 1, [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i)
                seen[i] = walks.with_one([&](TileWalk& walk) {
                    return (walk.*visit)(field, tiles.tile(raster, now[i]), starting[i]);
                });
        });
        for (std::size_t i = 0; i < now.size(); ++i) tiles.activate(now[i], seen[i]);
        field.out.tile_visits += now.size();
    }
    return std::move(field.out);
}

}  // namespace geo
