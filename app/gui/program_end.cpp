// How the program ends: work is told to stop and waited for, not for ever; and how it starts again.
#include "app/gui/program.h"
#include "app/gui/welcome_window.h"
#include "async/deliver.h"
#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/shell/main_window.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QLabel>
#include <QThreadPool>
#include <QTimer>
#include <QVBoxLayout>

namespace audience::gui {

namespace {

constexpr std::chrono::milliseconds kSaidAfter(400), kLook(20);

// What is waited for, where somebody may wonder why the program is still there.
std::unique_ptr<QWidget> makeWaiting(const QStringList &names) {
    auto waiting = std::make_unique<QWidget>();
    waiting->setObjectName(QStringLiteral("finishing"));
    waiting->setProperty("role", QStringLiteral("page"));
    waiting->setAttribute(Qt::WA_StyledBackground);
    waiting->setWindowTitle(QStringLiteral("Audience-Sync"));
    auto *layout = new QVBoxLayout(waiting.get());
    layout->setContentsMargins(ui::space::kPage, ui::space::kPage, ui::space::kPage, ui::space::kPage);
    layout->setSpacing(ui::space::kSmall);
    layout->addWidget(ui::makeLabel(Program::tr("Finishing what is still going on"), "strong", waiting.get()));
    auto *words = ui::makeLabel(names.join(QLatin1Char('\n')), "quietBody", waiting.get());
    words->setWordWrap(true);
    layout->addWidget(words);
    auto *foot = ui::makeLabel(Program::tr("The program ends by itself. Nothing is lost: a campaign goes on when you open its workspace again."), "secondary", waiting.get());
    foot->setWordWrap(true);
    layout->addWidget(foot);
    waiting->setFixedWidth(420);
    return waiting;
}

} // namespace

bool Program::finish(std::chrono::milliseconds patience) {
    QList<ui::Jobs *> all{&m_jobs};
    for (const auto &workbench : m_workbenches)
        all << workbench->jobs();
    for (const Closing &closing : std::as_const(m_closing))
        all << closing.jobs.get();
    const auto running = [&all] {
        QStringList names;
        for (const ui::Jobs *jobs : std::as_const(all))
            for (const ui::Job *job : jobs->running())
                names << job->name();
        return names;
    };
    for (const ui::Jobs *jobs : std::as_const(all))
        for (ui::Job *job : jobs->running())
            job->cancel();
    QElapsedTimer clock;
    clock.start();
    std::unique_ptr<QWidget> waiting;
    QThreadPool *pool = &workers();
    while (!running().isEmpty() || pool->activeThreadCount() > 0) {
        if (clock.elapsed() > patience.count())
            return false;
        if (const QStringList names = running(); !waiting && !names.isEmpty() && clock.elapsed() > kSaidAfter.count()) {
            waiting = makeWaiting(names);
            waiting->show();
        }
        QEventLoop loop;
        QTimer::singleShot(kLook, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return true;
}

// Every window closes as by hand, so that each keeps its place and what was written; work is not cut off for it.
void Program::restart() {
    QStringList files;
    for (const auto &workbench : m_workbenches) {
        if (!workbench->jobs()->running().isEmpty())
            return workbench->window()->toast(tr("Work is still going on. Restart when it has ended, or stop it first."));
        files << QFileInfo(toQString(workbench->session().workspace().path())).absoluteFilePath();
    }
    m_toReopen = files;
    while (!m_workbenches.empty())
        m_workbenches.back()->window()->closeWithoutAsking();
}

} // namespace audience::gui
