# cmake -DOUTPUT=x.cpp "-DFILES=welcome.json;cart.json" -P EmbedTemplates.cmake: the ready templates as constants, each
# section of an email in a literal of its own, because compilers limit the length of one.
set(text "// Made from resources/templates at build time.\n#include \"service/ready_files.h\"\n\nnamespace audience::service {\n\n")
string(APPEND text "const std::vector<ReadyFile> &readyFiles() {\n    static const std::vector<ReadyFile> files{\n")
foreach(file IN LISTS FILES)
    get_filename_component(name "${file}" NAME_WE)
    file(READ "${file}" content)
    string(REPLACE "\n    {\n" "\n)~~~\"\n         R\"~~~(    {\n" content "${content}")
    string(APPEND text "        {\"${name}\", R\"~~~(${content})~~~\"},\n")
endforeach()
string(APPEND text "    };\n    return files;\n}\n\n} // namespace audience::service\n")
file(WRITE "${OUTPUT}" "${text}")
