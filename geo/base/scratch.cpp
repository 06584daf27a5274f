#include "geo/base/scratch.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/mman.h>
#include <unistd.h>

namespace geo {
namespace {

std::shared_ptr<Scratch>& given() {
    static std::shared_ptr<Scratch> file;
    return file;
}

bool write_at(int file, std::string_view bytes, std::uint64_t at) {
    while (!bytes.empty()) {
        const ssize_t done = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(done));
        at += static_cast<std::uint64_t>(done);
    }
    return true;
}

}  // namespace

int nameless_file() {
    std::error_code error;
    const auto folder = std::filesystem::temp_directory_path(error);
    const int file = error ? -1 : ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    return file >= 0 ? file : ::memfd_create("nameless", MFD_CLOEXEC);
}

std::shared_ptr<Scratch> Scratch::open() {
    return given() ? given() : std::make_shared<Scratch>(nameless_file());
}

void Scratch::use(int file) {
    given() = std::make_shared<Scratch>(file);
}

Scratch::~Scratch() {
    if (file_ >= 0) ::close(file_);
}

std::optional<std::uint64_t> Scratch::put(std::initializer_list<std::string_view> pieces) {
    std::uint64_t size = 0;
    for (const std::string_view piece : pieces) size += piece.size();
    const std::uint64_t at = end_.fetch_add(size);
    std::uint64_t next = at;
    for (const std::string_view piece : pieces) {
        if (file_ < 0 || !write_at(file_, piece, next)) return std::nullopt;
        next += piece.size();
    }
    return at;
}

bool Scratch::get(std::uint64_t at, void* to, std::size_t size) const {
    auto* next = static_cast<char*>(to);
    while (size > 0) {
        const ssize_t done = ::pread(file_, next, size, static_cast<off_t>(at));
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        next += done;
        at += static_cast<std::uint64_t>(done);
        size -= static_cast<std::size_t>(done);
    }
    return true;
}

}  // namespace geo
