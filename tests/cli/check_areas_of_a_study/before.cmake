run(import --into ${WORK}/s.gpkg --areas ${CASE}/areas.geojson)
