# cmake -DOUTPUT=x.cpp "-DFILES=a.sql;b.sql" -P EmbedSql.cmake: joins SQL texts into one C++ constant.
set(text "// Made from resources/sql at build time.\n#include \"store/schema.h\"\n\nnamespace audience::store {\n\n")
string(APPEND text "std::string_view schemaSql() {\n    static constexpr std::string_view kSql =")
foreach(file IN LISTS FILES)
    file(READ "${file}" sql)
    string(APPEND text "\n        R\"sql(${sql})sql\"")
endforeach()
string(APPEND text ";\n    return kSql;\n}\n\n} // namespace audience::store\n")
file(WRITE "${OUTPUT}" "${text}")
