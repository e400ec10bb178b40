# audience_module(): one library per module, with its dependencies declared and checked.
#
#   audience_module(store
#       ROOT core                      core or ui
#       DEPENDS engine async           modules declared earlier (base is implied)
#       LIBS Qt6::Core                 third-party libraries visible to users
#       PRIVATE_LIBS SQLite::SQLite3   third-party libraries of the implementation
#       SOURCES connection.cpp connection.h ...)
#
# A dependency that was not declared earlier is refused, so there are no cycles; Qt Gui and Qt Widgets
# are refused under core/. The `layers` test reads what is recorded here and checks every #include.
define_property(GLOBAL PROPERTY AUDIENCE_LAYERS BRIEF_DOCS "module|directory|dependencies lines")

function(audience_module name)
    cmake_parse_arguments(ARG "" "ROOT" "DEPENDS;LIBS;PRIVATE_LIBS;SOURCES" ${ARGN})
    if(NOT ARG_ROOT)
        set(ARG_ROOT core)
    endif()
    set(target "audience_${name}")
    if(ARG_ROOT STREQUAL "core")
        foreach(lib IN LISTS ARG_LIBS ARG_PRIVATE_LIBS)
            if(lib MATCHES "^Qt6::(Gui|Widgets|Svg|Charts|WebEngine.*)$")
                message(FATAL_ERROR "core module '${name}' may not use ${lib}")
            endif()
        endforeach()
    endif()
    set(dependencies ${ARG_DEPENDS})
    if(NOT name STREQUAL "base")
        list(APPEND dependencies base)
    endif()
    list(REMOVE_DUPLICATES dependencies)
    add_library(${target} STATIC ${ARG_SOURCES})
    if(ARG_ROOT STREQUAL "core")
        # No QObject lives in the core: nothing to generate.
        set_target_properties(${target} PROPERTIES AUTOMOC OFF AUTORCC OFF)
    endif()
    foreach(dependency IN LISTS dependencies)
        if(NOT TARGET audience_${dependency})
            message(FATAL_ERROR "module '${name}' depends on '${dependency}', which is not declared before it")
        endif()
        target_link_libraries(${target} PUBLIC audience_${dependency})
    endforeach()
    target_include_directories(${target} PUBLIC "${CMAKE_SOURCE_DIR}/core" "${CMAKE_SOURCE_DIR}")
    target_compile_definitions(${target} PUBLIC QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII)
    target_link_libraries(${target} PUBLIC ${ARG_LIBS} PRIVATE ${ARG_PRIVATE_LIBS})
    file(RELATIVE_PATH directory "${CMAKE_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
    list(JOIN dependencies "," joined)
    set_property(GLOBAL APPEND PROPERTY AUDIENCE_LAYERS "${name}|${directory}|${joined}")
endfunction()

function(audience_write_layers)
    get_property(lines GLOBAL PROPERTY AUDIENCE_LAYERS)
    list(JOIN lines "\n" text)
    file(WRITE "${CMAKE_BINARY_DIR}/layers.txt" "${text}\n")
endfunction()

# audience_test(): tst_<module>, one CTest entry per class registered with AUDIENCE_TEST(Class).
#
#   audience_test(store CLASSES ConnectionTest SOURCES connection_test.cpp [LIBS ...] [TIMEOUT s] [WINDOW]
#       [GOALS ConnectionTest=R-16,R-18] [LONG ConnectionTest])
#
# GOALS: which goals of docs/reliability.md a class proves; they become labels for `./dev reliability R-16`.
# LONG: the class has a longer form (AUDIENCE_LONG is set), an entry of its own with the label "long".
# WINDOW: a test function in which the main thread stalls for 100 ms or more fails (tests/support/window_tests.cpp).
function(audience_test name)
    cmake_parse_arguments(ARG "WINDOW" "TIMEOUT" "CLASSES;LIBS;SOURCES;LABELS;GOALS;LONG" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    set(target "tst_${name}")
    add_executable(${target} ${ARG_SOURCES})
    target_link_libraries(${target} PRIVATE audience_test_support ${ARG_LIBS} Qt6::Test)
    if(ARG_WINDOW)
        target_sources(${target} PRIVATE "${CMAKE_SOURCE_DIR}/tests/support/window_tests.cpp"
            "${CMAKE_SOURCE_DIR}/tests/support/stall_stack.cpp")
        target_link_libraries(${target} PRIVATE audience_ui_kit)
    endif()
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    set(environment "QT_QPA_PLATFORM=offscreen;AUDIENCE_BIN=${CMAKE_BINARY_DIR}/bin")
    foreach(class IN LISTS ARG_CLASSES)
        set(goals ${ARG_GOALS})
        list(FILTER goals INCLUDE REGEX "^${class}=")
        string(REGEX MATCHALL "R-[0-9]+" goals "${goals}")
        add_test(NAME "${name}.${class}" COMMAND ${target} ${class})
        set_tests_properties("${name}.${class}" PROPERTIES TIMEOUT ${ARG_TIMEOUT}
            ENVIRONMENT "${environment}" LABELS "${ARG_LABELS};${goals}")
        if(class IN_LIST ARG_LONG)
            add_test(NAME "${name}.${class}.long" COMMAND ${target} ${class})
            set_tests_properties("${name}.${class}.long" PROPERTIES TIMEOUT 14400
                ENVIRONMENT "${environment};AUDIENCE_LONG=1;QTEST_FUNCTION_TIMEOUT=14400000" LABELS "${ARG_LABELS};long;${goals}")
        endif()
    endforeach()
endfunction()
