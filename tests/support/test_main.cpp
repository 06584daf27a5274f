// The one main() of every test binary: the tests, or the process apart that a test asked for.
#include "geo/data/import_apart.h"

#if __has_include(<catch2/catch_session.hpp>)
#include <catch2/catch_session.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif

#include <chrono>
#include <cstdlib>
#include <sys/socket.h>
#include <thread>
#include <vector>

namespace {

/// Imports, and what a hostile file might make of the process that reads it.
void answer(const geo::Answer& asked, int to, const geo::Progress& progress) {
    const std::string_view question = asked.bytes();
    if (question == "test echo") {
        progress.at(0.5);
        std::this_thread::sleep_for(std::chrono::milliseconds(250));
        geo::write_all(to, question);
    } else if (question == "test crash") {
        std::abort();
    } else if (question == "test exit") {
        std::exit(0);
    } else if (question == "test hang") {
        std::this_thread::sleep_for(std::chrono::hours(1));
    } else if (question == "test spin") {
        for (volatile bool forever = true; forever;) continue;
    } else if (question == "test hoard") {
        std::vector<std::vector<char>> hoard;
        for (;;) hoard.emplace_back(std::size_t{64} << 20U, 'x');
    } else {
        geo::answer_import(asked, to, progress);
    }
}

}  // namespace

int main(int argc, char** argv) {
    geo::serve_apart(
        argc, argv, [] {}, answer);
    return Catch::Session().run(argc, argv);
}
