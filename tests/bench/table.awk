# The JSON of Google Benchmark (a field a line) and the times of other programs as Markdown.  Ratios are other / ours,
# both medians of the same run.
function ms(value, unit) {
    return unit == "ns" ? value / 1e6 : unit == "us" ? value / 1e3 : unit == "s" ? value * 1e3 : value
}
function shown(value) {
    value += 0
    if (value >= 1000) return sprintf("%.2f s", value / 1000)
    if (value >= 10) return sprintf("%.0f ms", value)
    if (value >= 0.01) return sprintf("%.2g ms", value)
    return sprintf("%.2g us", value * 1000)
}
function beside(ours, theirs, words) {
    if (!(ours in time) || !(theirs in time)) return
    ratios[++ratio_count] = sprintf("| %s | %s | %s | %.2g |", words, shown(time[ours]), shown(time[theirs]),
                                    time[theirs] / time[ours])
}
function counter(name, field, digits) {
    return counters[name, field] + 0 > 0 ? sprintf("%." digits "f", counters[name, field]) : ""
}
function memory(name) {
    return counters[name, "peak_mb"] + 0 > 0 ? counter(name, "peak_mb", 0) " MB" : ""
}
function shape_row(words, field, digits, i) {
    printf "| %s", words
    for (i = 1; i <= place_count; ++i) printf " | %s", counter(shapes places[i], field, digits)
    print " |"
}
function shape_head(all, list, words, i) {
    shapes = all
    place_count = split(list, places, " ")
    printf "\n| %s", words
    for (i = 1; i <= place_count; ++i) printf " | %s", places[i]
    printf " |\n|---"
    for (i = 1; i <= place_count; ++i) printf "|---"
    print "|"
}
BEGIN {
    while ((getline line < peers) > 0) {
        split(line, part, "\t")
        time[part[1]] = part[2]
        others[++other_count] = part[1]
    }
}
/^ *"[a-z_A-Z0-9]+": / {
    key = $1
    gsub(/[":]/, "", key)
    value = $0
    sub(/^ *"[^"]*": */, "", value)
    sub(/,$/, "", value)
    gsub(/^"|"$/, "", value)
    field[key] = value
}
/^ *}/ {
    if ("run_name" in field && !("error_occurred" in field) &&
        (!("aggregate_name" in field) || field["aggregate_name"] == "median")) {
        name = field["run_name"]
        gsub(/\/(real_time|iterations:[0-9]+|repeats:[0-9]+)/, "", name)
        time[name] = ms(field["real_time"], field["time_unit"])
        names[++count] = name
        for (key in field) counters[name, key] = field[key]
    }
    split("", field)
}
END {
    print "| what | time | peak memory |\n|---|---|---|"
    for (i = 1; i <= count; ++i)
        if (names[i] !~ /^shape_of_/)
            printf "| %s | %s | %s |\n", names[i], shown(time[names[i]]), memory(names[i])
    for (i = 1; i <= other_count; ++i) printf "| %s | %s | |\n", others[i], shown(time[others[i]])

    beside("borders_and_dissolve/light", "geos_union/coverage_light", "tambon to provinces: GEOSCoverageUnion")
    beside("borders_and_dissolve/light", "geos_union/unary_light", "tambon to provinces: GEOSUnaryUnion")
    beside("points_into_tambon/threads:1", "points_into_tambon_by_geos", "a million points into tambon, one thread: prepared GEOS and STRtree")
    beside("points_into_tambon/threads:4", "points_into_tambon_by_geos", "the same on four threads")
    beside("lengths", "lengths_by_geographiclib", "10,000 geodesic lengths: GeographicLib")
    beside("import_country_areas", "ogr2ogr, areas", "three boundary levels, checked and joined: ogr2ogr to GeoPackage")
    beside("reading_alone/porto", "osmium fileinfo, porto", "reading the roads of Porto: osmium fileinfo -e")
    beside("roads_to_network/porto", "osmium fileinfo, porto", "Porto to a network: osmium fileinfo -e")
    beside("roads_to_network/porto", "ogr2ogr, porto", "Porto to a network: ogr2ogr of the lines to GeoPackage")
    beside("roads_to_network/bangkok", "osmium fileinfo, bangkok", "Bangkok to a network: osmium fileinfo -e")
    beside("roads_to_network/bangkok", "ogr2ogr, bangkok", "Bangkok to a network: ogr2ogr of the lines to GeoPackage")
    beside("nearest_every_node/grid_of_a_million/places:5000/threads:1", "nearest_by_boost/grid_of_a_million/places:5000", "nearest of 5,000 places for every node of a million, one thread: Boost.Graph")
    beside("nearest_every_node/grid_of_a_million/places:5000/threads:4", "nearest_by_boost/grid_of_a_million/places:5000", "the same on four threads")
    beside("nearest_every_node/grid_of_a_million/places:5000/threads:4", "pull_sweep/grid_of_a_million/threads:4", "the same beside one sweep over all arcs")
    if (ratio_count > 0) print "\n| beside others in the same run | ours | theirs | theirs / ours |\n|---|---|---|---|"
    for (i = 1; i <= ratio_count; ++i) print ratios[i]

    if (!(("shape_of_roads/demonstration", "km") in counters)) exit
    shape_head("shape_of_roads/", "demonstration country bangkok porto andorra liechtenstein", "roads")
    shape_row("nodes", "nodes", 0)
    shape_row("km", "km", 0)
    shape_row("dead ends among ends and junctions", "dead_ends", 2)
    shape_row("three ways meet", "three_ways", 2)
    shape_row("four or more", "four_ways", 2)
    shape_row("link, median m", "link_m", 0)
    shape_row("metres between nodes", "node_gap_m", 0)
    shape_row("length over chord, links above 300 m", "winding", 2)
    shape_row("detour at 3 to 10 km, median", "detour_3_10_km", 2)
    shape_row("detour at 10 to 30 km, median", "detour_10_30_km", 2)
    shape_row("in the largest component", "largest", 3)
    shape_head("shape_of_areas/", "demonstration_tambon country_tambon real_tambon demonstration_amphoe country_amphoe real_amphoe", "areas")
    shape_row("areas", "areas", 0)
    shape_row("km2, a tenth is smaller", "km2_tenth", 0)
    shape_row("km2, median", "km2_median", 0)
    shape_row("km2, nine of ten are smaller", "km2_ninth", 0)
    shape_row("compactness, median", "compactness", 2)
    shape_row("neighbours, mean", "neighbours", 1)
    shape_row("metres between points of a border", "border_gap_m", 0)
}
