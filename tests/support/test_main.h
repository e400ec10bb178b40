// Registers Qt Test classes so that one executable per module can run any of them by name:
// `tst_store ConnectionTest [testFunction...]`; without arguments it runs all of them.
#pragma once

#include <QObject>

class QApplication;

namespace audience::test {

using TestFactory = QObject *(*)();
struct Registration {
    Registration(const char *name, TestFactory factory);
};

// The application object of programs that want one of their own; window_tests.cpp has it.
using ApplicationFactory = QApplication *(*)(int &argc, char **argv);
struct ApplicationRegistration {
    explicit ApplicationRegistration(ApplicationFactory factory);
};

} // namespace audience::test

#define AUDIENCE_TEST(Class)                                                                       \
    static const audience::test::Registration registration_##Class(                                \
        #Class, []() -> QObject * { return new Class; });
