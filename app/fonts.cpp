// Loma and Laksaman, rasterised at size times scale by FreeType.  ImGui's size is the height from ascender to
// descender; ours is the em, so that a design pixel is one.
#include "app/ui_private.h"

#include <ft2build.h>
#include <imgui_freetype.h>
#include FT_FREETYPE_H

#include <cmath>
#include <filesystem>

namespace app::ui {
namespace {

constexpr std::array<float, font_count> em_design = {13.5F, 15, 16, 17, 17, 22, 27, 28, 34, 50};
constexpr std::array<const char*, 3> files = {"Loma.ttf", "Loma-Bold.ttf", "Laksaman-Bold.ttf"};
constexpr std::array<std::size_t, font_count> face_of = {0, 0, 0, 0, 1, 2, 2, 2, 2, 2};

/// Latin, punctuation, Thai, the private-use marks and the minus sign.
constexpr std::array<ImWchar, 13> all_glyphs = {0x0020, 0x00FF, 0x0E01, 0x0E5B, 0x2010, 0x205E, 0x2190,
                                                0x2193, 0x2212, 0x2212, 0xF700, 0xF71A, 0};
/// Numbers alone, with < and >: the largest size would fill the texture.
constexpr std::array<ImWchar, 5> digits = {0x0020, 0x003E, 0x2013, 0x2013, 0};

/// Where Debian, Fedora and others put the TLWG fonts.
std::string font_file(const char* name) {
    for (const char* folder :
         {"/usr/share/fonts/truetype/tlwg/", "/usr/share/fonts/thai-scalable/",
          "/usr/share/fonts/opentype/tlwg/", "/usr/share/fonts/tlwg/", "/usr/local/share/fonts/"}) {
        std::error_code ignored;
        std::string path = std::string{folder} + name;
        if (std::filesystem::exists(path, ignored)) return path;
    }
    return {};
}

/// Ascender to descender over em; 0 where the file cannot be read.
float height_in_em(const std::string& path) {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) return 0;
    FT_Face face = nullptr;
    float ratio = 0;
    if (FT_New_Face(library, path.c_str(), 0, &face) == 0) {
        if (face->units_per_EM > 0)
            ratio =
                static_cast<float>(face->ascender - face->descender) / static_cast<float>(face->units_per_EM);
        FT_Done_Face(face);
    }
    FT_Done_FreeType(library);
    return ratio;
}

}  // namespace

bool load_fonts(float scale, float larger) {
    std::array<std::string, files.size()> paths;
    std::array<float, files.size()> ratio{};
    for (std::size_t i = 0; i < files.size(); ++i) {
        paths.at(i) = font_file(files.at(i));
        ratio.at(i) = paths.at(i).empty() ? 0 : height_in_em(paths.at(i));
        if (ratio.at(i) <= 0) return false;
    }
    ImFontAtlas* atlas = ImGui::GetIO().Fonts;
    atlas->Clear();
#if IMGUI_VERSION_NUM < 19200
    atlas->FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas->FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
#endif
    Look& l = look();
    for (std::size_t i = 0; i < font_count; ++i) {
        const auto font = static_cast<Font>(i);
        const bool grows = font < Font::strip;
        const float em = (em_design.at(i) + (grows ? larger : 0)) * scale;
        const std::size_t face = face_of.at(i);
        ImFontConfig config;
        config.OversampleH = 1;
        config.OversampleV = 1;
        config.PixelSnapH = true;
        l.em.at(i) = em;
        l.fonts.at(i) =
            atlas->AddFontFromFileTTF(paths.at(face).c_str(), std::round(em * ratio.at(face)), &config,
                                      font == Font::hero ? digits.data() : all_glyphs.data());
        if (l.fonts.at(i) == nullptr) return false;
    }
    ImGui::GetIO().FontDefault = l.fonts.at(static_cast<std::size_t>(Font::body));
    l.wrapped.clear();
#if IMGUI_VERSION_NUM < 19200
    return atlas->Build();
#else
    return true;
#endif
}

}  // namespace app::ui
