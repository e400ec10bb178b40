// audience-sync: the workbench.
#include "app/bootstrap/bootstrap.h"
#include "app/gui/shots/shots.h"
#include "app/gui/welcome_window.h"
#include "app/gui/workbench.h"
#include "qbase/convert.h"
#include "service/demo_service.h"
#include "service/session.h"
#include "ui/kit/theme.h"
#include "ui/shell/main_window.h"
#include "ui/text/sentences.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>
#include <cstring>
#include <memory>

namespace {

using namespace audience;
using OpenedSession = std::shared_ptr<service::Session>;

struct DemoSize {
    int people = 20'000, events = 400'000;
};

Result<OpenedSession> makeDemo(const std::string &path, DemoSize size, Progress *progress, const CancelToken &cancel) {
    TRY_ASSIGN(OpenedSession session, service::Session::create(path, bootstrap::sessionOptions()));
    service::DemoShopOptions options;
    options.people = size.people;
    options.events = size.events;
    options.lastDay = CivilDate{static_cast<std::int32_t>(session->now().micros / kMicrosPerDay - 1)};
    service::DemoService demo(*session);
    TRY_ASSIGN(const auto filled, demo.fill(options, progress, cancel));
    TRY_ASSIGN(const auto past, demo.history(options, progress, cancel));
    CampaignId made;
    TRY_ASSIGN(const auto sent, demo.campaign(&made, progress, cancel));
    (void)filled, (void)past, (void)sent;
    return session;
}

// Decides which window there is: the welcome until a workspace is open, then the workbench.
class Program final : public QObject {
public:
    explicit Program(DemoSize size) : m_size(size) {}

    void welcome(const QString &problem = {}) {
        m_welcome = std::make_unique<gui::WelcomeWindow>();
        m_welcome->setRecent(gui::Workbench::recentFiles());
        connect(m_welcome.get(), &gui::WelcomeWindow::demoWanted, this, [this] { demo(demoPath()); });
        connect(m_welcome.get(), &gui::WelcomeWindow::newWanted, this, [this](const QString &path) { load(path, true); });
        connect(m_welcome.get(), &gui::WelcomeWindow::openWanted, this, [this](const QString &path) { load(path, false); });
        if (!problem.isEmpty())
            m_welcome->showError(problem);
        m_welcome->show();
    }

    void demo(const QString &path) {
        if (QFileInfo::exists(path))
            return load(path, false);
        run(tr("Making the demo shop"), path, [file = toUtf8(path), size = m_size](Progress *progress, CancelToken cancel) { return makeDemo(file, size, progress, cancel); });
    }

    void load(const QString &path, bool isNew) {
        run(tr("Opening %1").arg(QFileInfo(path).fileName()), path, [file = toUtf8(path), isNew](Progress *, CancelToken) {
            return isNew ? service::Session::create(file, bootstrap::sessionOptions()) : service::Session::open(file, bootstrap::sessionOptions());
        });
    }

    // After the session is there, e.g. pictures; gives the program's exit code.
    std::function<int(gui::Workbench &)> whenOpen;

private:
    static QString demoPath() {
        const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
        QDir().mkpath(folder);
        return folder + QStringLiteral("/demo shop.audience");
    }

    template <class Work> void run(const QString &what, const QString &path, Work work) {
        if (!m_welcome)
            welcome();
        ui::Job *job = m_jobs.start(what, this, std::move(work), [this, path](Result<OpenedSession> session) {
            if (!session) {
                std::fprintf(stderr, "%s\n", toUtf8(ui::sentence(session.error())).c_str());
                if (whenOpen)
                    return QCoreApplication::exit(1);
                return m_welcome->showError(ui::sentence(session.error()));
            }
            m_workbench = std::make_unique<gui::Workbench>(*session);
            if (whenOpen)
                return QCoreApplication::exit(whenOpen(*m_workbench));
            gui::Workbench::rememberFile(path);
            m_workbench->window()->show();
            m_welcome.reset();
        });
        m_welcome->showProgress(job);
    }

    DemoSize m_size;
    ui::Jobs m_jobs;
    std::unique_ptr<gui::WelcomeWindow> m_welcome;
    std::unique_ptr<gui::Workbench> m_workbench;
};

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

// How large everything is drawn must be known before the application object is made.
void scaleAsAsked(int argc, char **argv) {
    for (int i = 1; i + 1 < argc; ++i)
        if (std::strcmp(argv[i], "--scale") == 0)
            qputenv("QT_SCALE_FACTOR", argv[i + 1]);
}

} // namespace

int main(int argc, char **argv) {
    scaleAsAsked(argc, argv);
    QApplication application(argc, argv);
    bootstrap::initialise();
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
    if (parser.isSet(language))
        QLocale::setDefault(QLocale(parser.value(language)));

    const bool systemIsDark = application.palette().color(QPalette::Window).lightness() < 128;
    const QString wanted = parser.value(scheme);
    ui::Theme::instance().apply(wanted == QLatin1String("dark") || (wanted.isEmpty() && systemIsDark) ? ui::Scheme::Dark : ui::Scheme::Light);

    Program program({parser.value(people).toInt(), parser.value(events).toInt()});
    QTemporaryDir temporary;
    const QString directory = parser.value(shots);
    if (!directory.isEmpty())
        program.whenOpen = [options = shotOptions(parser)](gui::Workbench &workbench) {
            const auto taken = gui::takeShots(workbench, options);
            if (!taken)
                std::fprintf(stderr, "%s\n", toUtf8(ui::sentence(taken.error())).c_str());
            else
                std::printf("%d pictures written to %s\n", *taken, toUtf8(options.directory).c_str());
            return taken ? 0 : 1;
        };
    const QStringList recent = gui::Workbench::recentFiles();
    if (parser.isSet(demo))
        program.demo(parser.value(demo));
    else if (!parser.positionalArguments().isEmpty())
        program.load(parser.positionalArguments().first(), false);
    else if (!directory.isEmpty())
        program.demo(temporary.filePath(QStringLiteral("demo.audience")));
    else if (!recent.isEmpty())
        program.load(recent.first(), false);
    else
        program.welcome();
    return QApplication::exec();
}
