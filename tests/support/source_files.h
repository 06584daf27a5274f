// The source files of the product, for tests that read them: which words are used, who includes whom.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace test {

inline std::string whole_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

/// (path from the top, text) of every .h and .cpp below the folders, by path.
inline std::vector<std::pair<std::string, std::string>> source_files(
    const std::filesystem::path& top, const std::vector<std::string>& folders) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& folder : folders) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(top / folder)) {
            const auto extension = entry.path().extension();
            if (extension != ".h" && extension != ".cpp") continue;
            out.emplace_back(std::filesystem::relative(entry.path(), top).generic_string(),
                             whole_file(entry.path()));
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace test
