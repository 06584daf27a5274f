#include "app/file_names.h"

#include <filesystem>

namespace app {

std::string bare_name(const std::string& path) {
    return std::filesystem::path(path).filename().string();
}

std::string file_extension(const std::string& path) {
    std::string out = std::filesystem::path(path).extension().string();
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace app
