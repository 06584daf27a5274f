// The made-up region, as data and as files, made once a process: nobody changes what all cases share.
#pragma once

#include "geo/base/words.h"
#include "geo/data/demo/demo.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <utility>

namespace test {

inline const std::shared_ptr<const geo::Dataset>& demo_data() {
    static const auto made = [] {
        auto data = geo::demo_dataset({}, {});
        if (!data) throw std::runtime_error(geo::describe(geo::Lang::en, data.error()));
        return std::make_shared<const geo::Dataset>(*std::move(data));
    }();
    return made;
}

/// A copy of its files, which a case may change, in `folder` (made where missing).
inline void put_demo_files(const std::filesystem::path& folder) {
    static const TempFolder made;
    static const bool written = [] {
        auto files = geo::write_demo(made.path().string(), {}, {});
        if (!files) throw std::runtime_error(geo::describe(geo::Lang::en, files.error()));
        return true;
    }();
    if (written) std::filesystem::copy(made.path(), folder, std::filesystem::copy_options::recursive);
}

}  // namespace test
