#include "app/study_state.h"

#include <ctime>

namespace app {

std::string clock_now() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    char text[8];
    std::strftime(text, sizeof text, "%H:%M", &local);
    return text;
}

bool is_complete(const geo::Dataset& data) {
    return data.areas->at(geo::Level::province).size() > 0 && !data.counts->empty() && !data.places->empty();
}

void fit_level(geo::Study& study) {
    if (study.data->areas->at(study.map.level).size() == 0) {
        const geo::Level finest = study.data->areas->finest();
        if (finest != geo::Level::country) study.map.level = finest;
    }
}

}  // namespace app
