#include "app/panels/import_reading.h"

#include "app/file_names.h"
#include "app/imgui_compat_private.h"
#include "app/panels/import_table.h"
#include "app/panels/import_typed.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/base/text.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <initializer_list>

namespace app {
namespace {

/// What the import says it used, else what the first rows were read with.
geo::Reading used_by(const ImportView& view) {
    const geo::Reading& mine = view.draft->reading;
    if (view.read == nullptr) return mine;
    geo::Reading out = view.read->report.reading;
    const auto fill = [&out](const geo::Reading& from) {
        if (out.encoding.empty()) out.encoding = from.encoding;
        if (out.separator == 0) out.separator = from.separator;
        if (out.sheet.empty()) out.sheet = from.sheet;
        if (out.header_rows.empty()) out.header_rows = from.header_rows;
    };
    if (view.read->rows) fill(view.read->rows->reading);
    // What could not be read says nothing: then what a person set stands there, to be changed again.
    fill(mine);
    if (out.crs.empty()) out.crs = mine.crs;
    if (out.province.empty()) out.province = mine.province;
    if (out.date_iso.empty()) out.date_iso = mine.date_iso;
    if (out.year_kind == geo::YearKind::unknown) out.year_kind = mine.year_kind;
    if (out.unit == geo::CountUnit::unknown) out.unit = mine.unit;
    return out;
}

/// A table as text, whose letters and separators may be read in more than one way.
bool is_text_table(const ImportView& view, const geo::Reading& used) {
    const std::string extension = file_extension(view.draft->file);
    const bool of_layer = view.read != nullptr && view.read->of_layer();
    return !of_layer && !geo::is_grid(view.draft->kind) &&
           (used.separator != 0 || extension == ".csv" || extension == ".txt" || extension == ".tsv" ||
            extension == ".tab");
}

/// Shapefiles do not always say what their letters are.
bool is_shapefile(const ImportView& view) {
    const std::string extension = file_extension(view.draft->file);
    return (extension == ".shp" || extension == ".zip") && (view.read == nullptr || view.read->of_layer());
}

/// Label, value and "change"; what is drawn inside the menu comes from `menu`, which says when it is done.
template <class Menu>
void guess(const Frame& frame, const char* key, const std::string& label, const std::string& value,
           bool settled, Menu menu) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float whole = ui::width_left();
    const std::string& change = frame.word("assist.change");
    const float change_width = ui::text_width(change, Font::label);
    ui::draw_text(list, at.x, at.y, ui::fitted(label, whole - change_width - ui::px(10), Font::label),
                  t.text2, Font::label);
    ImGui::SetCursorScreenPos({at.x + whole - change_width, at.y});
    const std::string name = std::string{"import.change."} + key;
    const bool pressed = ui::link(name, change);
    ImGui::SetCursorScreenPos({at.x, at.y + ui::line_height(Font::label) + ui::px(1)});
    const auto& lines = ui::lines_of(value, whole, Font::body);
    for (const std::string& line : lines) ui::text_coloured(line, settled ? t.accent : t.text, Font::body);
    const ImVec2 end = ImGui::GetCursorScreenPos();
    list->AddLine({at.x, end.y}, {at.x + whole, end.y}, ui::colour(t.line));
    ui::gap(8);
    const std::string popup = "###menu." + name;
    if (pressed) ImGui::OpenPopup(popup.c_str());
    // Where there is little room below the menu goes up beside its row.
    const float room = std::max(frame.height - at.y - ui::px(60), frame.height * 0.7F);
    ImGui::SetNextWindowSizeConstraints({ui::px(230), 0}, {ui::px(420), std::max(ui::px(160), room)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui::px(6), ui::px(6)});
    if (ImGui::BeginPopup(popup.c_str())) {
        if (menu(name)) ImGui::CloseCurrentPopup();
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
}

struct Choice {
    std::string words;
    std::string value;
};

/// A menu of values; the one that was pressed.
std::optional<std::string> choose(const std::string& key, const std::vector<Choice>& choices,
                                  const std::string& now) {
    std::optional<std::string> out;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        ImGui::Dummy({ui::text_width(choices[i].words, Font::body) + ui::px(40), 0});
        if (ui::row(key + "." + std::to_string(i), choices[i].words, choices[i].value == now))
            out = choices[i].value;
    }
    return out;
}

std::string separator_words(const Frame& frame, char separator) {
    switch (separator) {
        case ',':
            return frame.word("assist.separator.comma");
        case ';':
            return frame.word("assist.separator.semicolon");
        case '\t':
            return frame.word("assist.separator.tab");
        case '|':
            return frame.word("assist.separator.bar");
        default:
            return std::string(1, separator);
    }
}

constexpr std::array<const char*, 6> systems = {"EPSG:4326",  "EPSG:32647", "EPSG:32648",
                                                "EPSG:24047", "EPSG:24048", "EPSG:3857"};

/// Of a table nothing but its columns says where it is.
std::string crs_words(const Frame& frame, const ImportView& view, const std::string& crs) {
    const bool table =
        view.draft->kind == geo::FileKind::places || view.draft->kind == geo::FileKind::villages;
    const bool of_layer = view.read != nullptr && view.read->of_layer();
    if (crs.empty()) return frame.word(table && !of_layer ? "assist.crs.columns" : "assist.crs.file");
    const std::string key = "assist.crs." + crs.substr(crs.find(':') + 1);
    return geo::has_word(key) ? frame.word(key) : crs;
}

/// What the file holds lies somewhere; nothing is said of it where the file could not be opened.
bool has_positions(const ImportView& view) {
    if (view.read == nullptr || (view.read->error && !view.read->rows && !geo::is_grid(view.draft->kind)))
        return !view.draft->reading.crs.empty();
    switch (view.draft->kind) {
        case geo::FileKind::counts:
        case geo::FileKind::groups:
            return false;
        case geo::FileKind::roads:
            return view.read->of_layer();
        case geo::FileKind::areas:
        case geo::FileKind::places:
        case geo::FileKind::villages:
        case geo::FileKind::population:
        case geo::FileKind::elevation:
        case geo::FileKind::land_cover:
        case geo::FileKind::barriers:
            return true;
    }
    return false;
}

std::string header_words(const Frame& frame, const std::vector<std::int64_t>& rows) {
    if (rows.empty()) return frame.word("assist.header.none");
    if (rows.size() == 1)
        return geo::say(frame.lang, "assist.header.one", {{"row", geo::grouped(rows.front())}});
    return geo::say(frame.lang, "assist.header.many",
                    {{"number", std::to_string(rows.size())},
                     {"first", geo::grouped(rows.front())},
                     {"last", geo::grouped(rows.back())}});
}

std::string area_words(const Frame& frame, const geo::Reading& used) {
    bool codes = false, names = false;
    for (const geo::ColumnReading& one : used.columns) {
        codes =
            codes || (one.role >= geo::ColumnRole::area_code && one.role <= geo::ColumnRole::village_code);
        names = names ||
                (one.role >= geo::ColumnRole::province_name && one.role <= geo::ColumnRole::village_name);
    }
    return frame.word(codes && names ? "assist.by.both" : names ? "assist.by.names" : "assist.by.codes");
}

std::string province_words(const Frame& frame, const geo::Areas& areas, const std::string& code) {
    const geo::AreaId area = areas.find(geo::Level::province, code);
    if (code.empty() || !area.valid()) return frame.word("assist.province.rows");
    const geo::AreaLevel& level = areas.at(geo::Level::province);
    const std::string& english = level.name_en[area.row()];
    return frame.lang == geo::Lang::en && !english.empty() ? english : level.name_th[area.row()];
}

void change(const ImportView& view, Outbox& out, const auto& edit) {
    auto next = std::make_shared<ImportDraft>(*view.draft);
    edit(next->reading);
    out.import_draft = next;
}

void encoding_guess(const Frame& frame, Outbox& out, const geo::Reading& used,
                    std::initializer_list<const char*> encodings) {
    const ImportView& view = *frame.import;
    const std::string& mine = view.draft->reading.encoding;
    const std::string words = "assist.encoding." + used.encoding;
    guess(frame, "encoding", frame.word("assist.encoding"),
          used.encoding.empty()  ? frame.word("assist.guessed")
          : geo::has_word(words) ? frame.word(words)
                                 : used.encoding,
          !mine.empty(), [&](const std::string& key) {
              std::vector<Choice> choices;
              for (const char* one : encodings)
                  choices.push_back({frame.word(std::string{"assist.encoding."} + one), one});
              if (!mine.empty()) choices.push_back({frame.word("assist.guessed"), ""});
              const auto chosen = choose(key, choices, used.encoding);
              // Headers are read anew, and with them which column is which.
              if (chosen)
                  change(view, out, [&](geo::Reading& r) {
                      r.encoding = *chosen;
                      r.columns.clear();
                  });
              return chosen.has_value();
          });
}

void text_guesses(const Frame& frame, Outbox& out, const geo::Reading& used) {
    const ImportView& view = *frame.import;
    const geo::Reading& mine = view.draft->reading;
    if (view.read != nullptr && view.read->rows && view.read->rows->sheets.size() > 1) {
        const auto& sheets = view.read->rows->sheets;
        guess(frame, "sheet", frame.word("assist.sheet"),
              geo::say(frame.lang, "assist.sheet_of",
                       {{"name", used.sheet}, {"number", std::to_string(sheets.size())}}),
              !mine.sheet.empty(), [&](const std::string& key) {
                  std::vector<Choice> choices;
                  choices.reserve(sheets.size());
                  for (const geo::SightedSheet& one : sheets)
                      choices.push_back(
                          {one.hidden ? geo::say(frame.lang, "assist.sheet_hidden", {{"name", one.name}})
                                      : one.name,
                           one.name});
                  const auto chosen = choose(key, choices, used.sheet);
                  if (chosen)
                      change(view, out, [&](geo::Reading& r) {
                          r.sheet = *chosen;
                          r.header_rows.clear();
                          r.columns.clear();
                          r.decisions.clear();
                      });
                  return chosen.has_value();
              });
    }
    if (is_text_table(view, used)) {
        encoding_guess(frame, out, used, {"UTF-8", "CP874", "UTF-16LE", "UTF-16BE"});
        guess(frame, "separator", frame.word("assist.separator"),
              used.separator == 0 ? frame.word("assist.guessed") : separator_words(frame, used.separator),
              mine.separator != 0, [&](const std::string& key) {
                  std::vector<Choice> choices;
                  for (const char one : {',', ';', '\t', '|'})
                      choices.push_back({separator_words(frame, one), std::string(1, one)});
                  if (mine.separator != 0) choices.push_back({frame.word("assist.guessed"), ""});
                  const auto chosen = choose(key, choices, std::string(1, used.separator));
                  if (chosen)
                      change(view, out, [&](geo::Reading& r) {
                          r.separator = chosen->empty() ? '\0' : chosen->front();
                          r.header_rows.clear();
                          r.columns.clear();
                      });
                  return chosen.has_value();
              });
    } else if (is_shapefile(view)) {
        encoding_guess(frame, out, used, {"UTF-8", "CP874"});
    }
}

void header_guess(const Frame& frame, Outbox& out, const geo::Reading& used) {
    const ImportView& view = *frame.import;
    if (view.read == nullptr || !view.read->rows || view.read->of_layer()) return;
    guess(frame, "header", frame.word("assist.header"), header_words(frame, used.header_rows),
          !view.draft->reading.header_rows.empty(), [&](const std::string& key) {
              int first = used.header_rows.empty() ? 1 : static_cast<int>(used.header_rows.front());
              int rows = std::max(1, static_cast<int>(used.header_rows.size()));
              const int last = static_cast<int>(view.read->rows->rows.size());
              ui::label(frame.word("assist.header.first"));
              bool changed = ui::stepper(key + ".first", first, 1, std::max(1, last), "");
              ui::gap(4);
              ui::label(frame.word("assist.header.rows"));
              changed = ui::stepper(key + ".rows", rows, 1, 4, "") || changed;
              if (changed)
                  change(view, out, [&](geo::Reading& r) {
                      r.header_rows.clear();
                      for (int i = 0; i < rows; ++i) r.header_rows.push_back(first + i);
                      r.columns.clear();
                  });
              return false;
          });
}

void place_guesses(const Frame& frame, Outbox& out, std::string& find, const geo::Reading& used) {
    const ImportView& view = *frame.import;
    const bool counts = view.draft->kind == geo::FileKind::counts;
    const geo::Areas& areas = *frame.study->data->areas;
    const Tokens& t = tokens(frame.theme);
    if (counts && view.read != nullptr && !view.read->error) {
        ui::text_coloured(frame.word("assist.by"), t.text2, Font::label);
        ui::paragraph(area_words(frame, used), Font::body);
        ui::paragraph(frame.word("assist.by.how"), Font::small);
        ui::gap(8);
    }
    if (counts && areas.at(geo::Level::province).size() > 0)
        guess(frame, "province", frame.word("assist.province"), province_words(frame, areas, used.province),
              !view.draft->reading.province.empty(), [&](const std::string& key) {
                  std::vector<Choice> choices = {{frame.word("assist.province.rows"), ""}};
                  const geo::AreaLevel& level = areas.at(geo::Level::province);
                  for (const std::string& code : level.code)
                      choices.push_back({province_words(frame, areas, code), code});
                  std::sort(choices.begin() + 1, choices.end(), [](const Choice& a, const Choice& b) {
                      return geo::compare_thai(a.words, b.words) < 0;
                  });
                  ui::input_text(key + ".find", find, frame.word("assist.area_hint"), ui::px(300));
                  std::erase_if(choices, [&](const Choice& one) {
                      return !find.empty() && one.value.rfind(find, 0) != 0 &&
                             geo::key_of(one.words).find(geo::key_of(find)) == std::string::npos;
                  });
                  const auto chosen = choose(key, choices, used.province);
                  if (chosen) find.clear();
                  if (chosen) change(view, out, [&](geo::Reading& r) { r.province = *chosen; });
                  return chosen.has_value();
              });
    if (has_positions(view))
        guess(frame, "crs", frame.word("assist.crs"), crs_words(frame, view, used.crs),
              !view.draft->reading.crs.empty(), [&](const std::string& key) {
                  std::vector<Choice> choices = {{crs_words(frame, view, ""), ""}};
                  for (const char* one : systems) choices.push_back({crs_words(frame, view, one), one});
                  const auto chosen = choose(key, choices, used.crs);
                  if (chosen) change(view, out, [&](geo::Reading& r) { r.crs = *chosen; });
                  return chosen.has_value();
              });
}

/// How many children a number stands for.
void unit_guess(const Frame& frame, Outbox& out, const geo::Reading& used) {
    const ImportView& view = *frame.import;
    if (view.draft->kind != geo::FileKind::counts) return;
    const auto words = [&](geo::CountUnit unit) {
        return frame.word(std::string{"assist.unit."} + geo::count_unit_name(unit));
    };
    // Where nothing says more, numbers are persons.
    const geo::CountUnit now = used.unit == geo::CountUnit::unknown ? geo::CountUnit::persons : used.unit;
    const geo::CountUnit said = view.draft->reading.unit;
    guess(frame, "unit", frame.word("assist.unit"), words(now), said != geo::CountUnit::unknown,
          [&](const std::string& key) {
              std::vector<Choice> choices;
              for (const geo::CountUnit one : {geo::CountUnit::persons, geo::CountUnit::thousands})
                  choices.push_back({words(one), geo::count_unit_name(one)});
              if (said != geo::CountUnit::unknown) choices.push_back({frame.word("assist.guessed"), ""});
              const auto chosen = choose(key, choices, geo::count_unit_name(now));
              if (chosen)
                  change(view, out, [&](geo::Reading& r) {
                      r.unit = geo::CountUnit::unknown;
                      for (const geo::CountUnit one : {geo::CountUnit::persons, geo::CountUnit::thousands})
                          if (*chosen == geo::count_unit_name(one)) r.unit = one;
                  });
              return chosen.has_value();
          });
}

std::string year_words(const Frame& frame, const std::string& year) {
    const int era = std::atoi(year.c_str()) + 543;
    return frame.lang == geo::Lang::th ? std::to_string(era) : fmt::format("{} ({})", era, year);
}

/// The year of a grid, where neither file nor name says it.
void grid_year(const Frame& frame, Outbox& out, std::string& typed, const geo::Reading& used) {
    const ImportView& view = *frame.import;
    const std::string stated = used.date_iso.substr(0, 4);
    guess(frame, "date", frame.word("assist.grid_year"),
          stated.empty() ? frame.word("assist.date.none") : year_words(frame, stated),
          !view.draft->reading.date_iso.empty(), [&](const std::string& key) {
              ui::label(frame.word("assist.grid_year.how"));
              ui::input_text(key + ".field", typed, "2563", ui::px(210));
              const std::string iso = year_typed(typed);
              if (iso.empty() && !typed.empty())
                  ui::paragraph(frame.word("assist.grid_year.wrong"), Font::label);
              ui::gap(6);
              if (!ui::primary_button(key + ".set", frame.word("assist.grid_year.set"), ui::px(210),
                                      !iso.empty()))
                  return false;
              change(view, out, [&](geo::Reading& r) { r.date_iso = iso; });
              return true;
          });
}

void time_guesses(const Frame& frame, Outbox& out, std::string& date, const geo::Reading& used) {
    const ImportView& view = *frame.import;
    if (view.draft->kind == geo::FileKind::population || view.draft->kind == geo::FileKind::land_cover)
        return grid_year(frame, out, date, used);
    if (view.draft->kind != geo::FileKind::counts) return;
    guess(frame, "date", frame.word("assist.date"),
          used.date_iso.empty() ? frame.word("assist.date.none")
                                : geo::date_for_people(frame.lang, used.date_iso),
          !view.draft->reading.date_iso.empty(), [&](const std::string& key) {
              ui::label(frame.word("assist.date.how"));
              ui::input_text(key + ".field", date, "30/9/2567", ui::px(210));
              const std::string iso = date_typed(date);
              if (!iso.empty())
                  ui::text(geo::date_for_people(frame.lang, iso), Font::label);
              else if (!date.empty())
                  ui::paragraph(frame.word("assist.date.wrong"), Font::label);
              ui::gap(6);
              if (!ui::primary_button(key + ".set", frame.word("assist.date.set"), ui::px(210), !iso.empty()))
                  return false;
              change(view, out, [&](geo::Reading& r) { r.date_iso = iso; });
              return true;
          });
    const bool has_year =
        used.year_kind != geo::YearKind::unknown ||
        std::any_of(used.columns.begin(), used.columns.end(),
                    [](const geo::ColumnReading& one) { return one.role == geo::ColumnRole::year; });
    if (!has_year) return;
    const auto words = [&](geo::YearKind kind) {
        return frame.word(std::string{"assist.year."} + geo::year_kind_name(kind));
    };
    guess(frame, "year", frame.word("assist.year"), words(used.year_kind),
          view.draft->reading.year_kind != geo::YearKind::unknown, [&](const std::string& key) {
              bool done = false;
              for (const geo::YearKind kind :
                   {geo::YearKind::calendar, geo::YearKind::school, geo::YearKind::fiscal}) {
                  if (!ui::row(key + "." + geo::year_kind_name(kind), words(kind), kind == used.year_kind))
                      continue;
                  change(view, out, [&](geo::Reading& r) { r.year_kind = kind; });
                  done = true;
              }
              return done;
          });
}

}  // namespace

void draw_reading(const Frame& frame, Outbox& out, ReadingFields& fields, int& step) {
    const ImportView& view = *frame.import;
    const geo::Reading used = used_by(view);
    ui::text(frame.word("assist.program_reads"), Font::body_bold);
    if (!view.profile.empty())
        ui::paragraph(geo::say(frame.lang, "assist.profile_used", {{"name", view.profile}}), Font::label);
    ui::gap(2);
    bool other_kind = false;
    guess(frame, "kind", frame.word("assist.kind_of_data"),
          frame.word(std::string{"import.kind."} + geo::file_kind_name(view.draft->kind)), false,
          [&](const std::string&) {
              other_kind = true;
              return true;
          });
    if (other_kind) step = 0;
    text_guesses(frame, out, used);
    header_guess(frame, out, used);
    place_guesses(frame, out, fields.province, used);
    unit_guess(frame, out, used);
    time_guesses(frame, out, fields.date, used);
}

void draw_remember(const Frame& frame, ReadingFields& fields) {
    const ImportView& view = *frame.import;
    if (view.read == nullptr || !view.read->rows) return;
    if (ui::row("import.remember", frame.word("assist.remember"), fields.remember, {},
                fields.remember ? Icon::check : Icon::star))
        fields.remember = !fields.remember;
    if (!fields.remember) return;
    ui::gap(4);
    ui::input_text("import.sender", fields.sender, frame.word("assist.sender"));
}

}  // namespace app
