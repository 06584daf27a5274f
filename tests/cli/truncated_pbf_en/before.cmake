file(GLOB roads ${WORK}/demo/*.pbf)
execute_process(COMMAND head -c 60000 ${roads} OUTPUT_FILE ${WORK}/half.osm.pbf)
