// audience-sync: the workbench.
#include "app/bootstrap/bootstrap.h"
#include "app/gui/language.h"
#include "app/gui/program.h"
#include "app/gui/shots/shots.h"
#include "qbase/convert.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/settings/appearance.h"
#include "ui/text/sentences.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace {

using namespace audience;
// Pictures as --only, --scheme, --size, --lang and --scale ask for them; no sizes: something is not understood.
gui::ShotOptions shotOptions(const QCommandLineParser &parser) {
    gui::ShotOptions options;
    options.directory = parser.value(QStringLiteral("shots"));
    options.only = parser.value(QStringLiteral("only")).split(QLatin1Char(','), Qt::SkipEmptyParts);
    const QString scheme = parser.value(QStringLiteral("scheme"));
    if (scheme != QLatin1String("dark"))
        options.schemes << ui::Scheme::Light;
    if (scheme != QLatin1String("light"))
        options.schemes << ui::Scheme::Dark;
    for (const QString &size : parser.value(QStringLiteral("size")).split(QLatin1Char(','))) {
        const QStringList sides = size.split(QLatin1Char('x'));
        const QSize wanted(sides.value(0).toInt(), sides.value(1).toInt());
        if (wanted.isEmpty())
            return {};
        options.sizes << wanted;
    }
    for (const QString &part : {parser.value(QStringLiteral("lang")), parser.value(QStringLiteral("scale"))})
        if (!part.isEmpty())
            options.suffix += QLatin1Char('-') + part;
    return options;
}

bool ownScale = false; // the scale of the environment is this program's, and no wish of the person

// How large everything is drawn must be known before the application object is made: as asked with
// --scale, else as chosen in the settings.
void scaleAsAsked(int argc, char **argv) {
    for (int i = 1; i + 1 < argc; ++i)
        if (std::strcmp(argv[i], "--scale") == 0) {
            qputenv("QT_SCALE_FACTOR", argv[i + 1]);
            ownScale = true;
            return;
        }
    const int percent = ui::appearance::scalePercent();
    if (percent != 100 && !qEnvironmentVariableIsSet("QT_SCALE_FACTOR")) {
        qputenv("QT_SCALE_FACTOR", QByteArray::number(percent / 100.0));
        ownScale = true;
    }
}

// A process of its own, so that size and language are there from its first window on.
void startAgain(const QStringList &files) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (ownScale)
        environment.remove(QStringLiteral("QT_SCALE_FACTOR"));
    QProcess next;
    next.setProgram(QCoreApplication::applicationFilePath());
    next.setArguments(files);
    next.setProcessEnvironment(environment);
    next.startDetached();
}

} // namespace

int main(int argc, char **argv) {
    bootstrap::initialise();
    scaleAsAsked(argc, argv);
    QApplication application(argc, argv);
    ui::setMomentWords([](const QString &iso) { return ui::momentWords(iso); });
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Audience-Sync"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("FILE"), QCoreApplication::translate("main", "The workspace to open"), QStringLiteral("[FILE]"));
    const QCommandLineOption demo(QStringLiteral("demo"), QCoreApplication::translate("main", "Open the demo shop in FILE; it is made if it is not there."), QStringLiteral("FILE"));
    const QCommandLineOption shots(QStringLiteral("shots"), QCoreApplication::translate("main", "Write pictures of every page into DIR and end."), QStringLiteral("DIR"));
    const QCommandLineOption scheme(QStringLiteral("scheme"), QCoreApplication::translate("main", "light or dark; of pictures also both"), QStringLiteral("SCHEME"));
    const QCommandLineOption only(QStringLiteral("only"), QCoreApplication::translate("main", "Pictures of these pages only, e.g. data,segments-empty"), QStringLiteral("PAGES"));
    const QCommandLineOption size(QStringLiteral("size"), QCoreApplication::translate("main", "Sizes of the pictures"), QStringLiteral("SIZES"), QStringLiteral("1280x800"));
    const QCommandLineOption language(QStringLiteral("lang"), QCoreApplication::translate("main", "Language, e.g. de; else the system's"), QStringLiteral("LANGUAGE"));
    const QCommandLineOption scale(QStringLiteral("scale"), QCoreApplication::translate("main", "How large everything is drawn, e.g. 1.5"), QStringLiteral("FACTOR"));
    const QCommandLineOption people(QStringLiteral("demo-people"), QCoreApplication::translate("main", "People of a new demo shop"), QStringLiteral("N"), QStringLiteral("20000"));
    const QCommandLineOption events(QStringLiteral("demo-events"), QCoreApplication::translate("main", "Events of a new demo shop"), QStringLiteral("N"), QStringLiteral("400000"));
    parser.addOptions({demo, shots, only, scheme, size, language, scale, people, events});
    parser.process(application);
    gui::useLanguage(parser.isSet(language) ? parser.value(language) : ui::appearance::language());
    ui::appearance::rememberSystemPalette();
    const QString wanted = parser.value(scheme);
    if (wanted == QLatin1String("dark") || wanted == QLatin1String("light"))
        ui::Theme::instance().apply(wanted == QLatin1String("dark") ? ui::Scheme::Dark : ui::Scheme::Light);
    else
        ui::appearance::applyTheme();

    auto program = std::make_unique<gui::Program>(gui::DemoSize{parser.value(people).toInt(), parser.value(events).toInt()});
    QTemporaryDir temporary;
    const QString directory = parser.value(shots);
    if (!directory.isEmpty())
        program->whenOpen = [options = shotOptions(parser)](gui::Workbench &workbench) {
            const auto taken = gui::takeShots(workbench, options);
            if (!taken)
                std::fprintf(stderr, "%s\n", toUtf8(ui::sentence(taken.error())).c_str());
            else
                std::printf("%d pictures written to %s\n", *taken, toUtf8(options.directory).c_str());
            return taken ? 0 : 1;
        };
    const QStringList recent = gui::Workbench::recentFiles();
    if (parser.isSet(demo))
        program->demo(parser.value(demo));
    else if (!parser.positionalArguments().isEmpty())
        for (const QString &file : parser.positionalArguments())
            program->open(file);
    else if (!directory.isEmpty())
        program->demo(temporary.filePath(QStringLiteral("demo.audience")));
    else if (!recent.isEmpty())
        program->open(recent.first());
    else
        program->welcome();
    const int code = QApplication::exec();
    const QStringList again = program->toReopen();
    constexpr std::chrono::seconds kPatience(15);
    const bool isFinished = program->finish(kPatience);
    if (isFinished)
        program.reset();
    if (!again.isEmpty())
        startAgain(again);
    if (isFinished)
        return code;
    // Whatever does not answer is left as a power cut would leave it, which a workspace is made for.
    std::fprintf(stderr, "%s\n", toUtf8(QCoreApplication::translate("main", "Something did not stop in time, and the program ended without it. Nothing that was kept is lost.")).c_str());
    std::fflush(nullptr);
    std::_Exit(code == 0 ? 1 : code);
}
