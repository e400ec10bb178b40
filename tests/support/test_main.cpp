#include "support/test_main.h"

#include <QApplication>
#include <QTest>

#include <cstdio>
#include <map>
#include <memory>
#include <string>

namespace audience::test {

static std::map<std::string, TestFactory> &registry() {
    static std::map<std::string, TestFactory> tests;
    return tests;
}

static ApplicationFactory &applicationFactory() {
    static ApplicationFactory factory = [](int &argc, char **argv) { return new QApplication(argc, argv); };
    return factory;
}

ApplicationRegistration::ApplicationRegistration(ApplicationFactory factory) {
    applicationFactory() = factory;
}

Registration::Registration(const char *name, TestFactory factory) {
    registry().emplace(name, factory);
}

} // namespace audience::test

int main(int argc, char **argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const std::unique_ptr<QApplication> application(audience::test::applicationFactory()(argc, argv));
    QCoreApplication::setApplicationName(QStringLiteral("audience-tests"));
    auto &tests = audience::test::registry();
    QStringList arguments = QCoreApplication::arguments();
    const std::string wanted = arguments.size() > 1 ? arguments.at(1).toStdString() : std::string();
    if (!wanted.empty() && !tests.contains(wanted)) {
        std::fprintf(stderr, "no test class named %s; there are:\n", wanted.c_str());
        for (const auto &[name, factory] : tests)
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    if (!wanted.empty())
        arguments.removeAt(1);
    int failed = 0;
    for (const auto &[name, factory] : tests) {
        if (!wanted.empty() && name != wanted)
            continue;
        const std::unique_ptr<QObject> test(factory());
        failed += QTest::qExec(test.get(), arguments);
    }
    return failed;
}
