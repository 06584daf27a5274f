// A story played to the window as a person would: clicks on widgets by their key, areas by their code, keys,
// typed words, pictures, times of frames.  For pictures that repeat, for figures and for the test of the
// whole program; the file has one command a line (app/README.md lists them).
//
// The trap: a command is played over several frames, because ImGui takes one press a frame; input() comes
// before ImGui::NewFrame, after() when the frame was shown.
#pragma once

#include "app/app.h"

#include <cstddef>
#include <string>
#include <vector>

namespace app {

class Play {
public:
    /// Fault::not_found, or Fault::usage with the line of the first command that is unknown.
    static geo::Result<Play> read(const std::string& file);
    static geo::Result<Play> parse(const std::string& text, const std::string& file);

    void input(App& app);
    /// The picture that the frame to come is to be written to; "" for none.
    const std::string& picture() const { return picture_; }
    /// `frame_ms`: how long the frame took, all drawn.
    void after(App& app, double frame_ms, bool picture_written);

    bool done() const { return at_ >= commands_.size() || !trouble_.empty(); }
    /// Nothing comes after the present command.
    bool at_last() const { return at_ + 1 >= commands_.size(); }
    /// What went wrong, with its line; "" for nothing.
    const std::string& trouble() const { return trouble_; }
    /// What was measured, one line each: name, frames, median, 95th of 100 and longest in ms.
    const std::vector<std::string>& figures() const { return figures_; }

private:
    struct Command {
        std::string verb;
        std::vector<std::string> words;
        std::size_t line = 0;
    };

    void next();
    void fail(const std::string& why);
    bool aim(const App& app, const Command& command);
    void press(const Command& command);
    bool expect(const App& app, const Command& command);

    std::string file_;
    std::vector<Command> commands_;
    std::size_t at_ = 0;
    int phase_ = 0;  ///< frames since the command began
    int quiet_ = 0;  ///< frames in a row with nothing to wait for
    double waited_s_ = 0;
    float x_ = -1000, y_ = -1000;
    float from_x_ = 0, from_y_ = 0;
    bool down_ = false, ctrl_ = false, shift_ = false;
    int button_ = 0;
    std::string picture_, trouble_;
    bool measuring_ = false;
    std::string measured_;
    std::vector<double> frames_ms_;
    std::vector<std::string> figures_;
};

}  // namespace app
