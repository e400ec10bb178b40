#include "app/gui/shots/stage.h"

#include "app/bootstrap/bootstrap.h"
#include "async/deliver.h"
#include "qbase/convert.h"
#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_service.h"
#include "service/workspace_service.h"
#include "ui/kit/page.h"
#include "ui/kit/state_view.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/table_model.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSemaphore>
#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace audience::gui {

using namespace service;

namespace {

constexpr qint64 kLongestMs = 60'000;
constexpr qint64 kQuietMs = 150;
constexpr int kLateMs = 450; // a page that waits says so after a moment
constexpr const char *kSendingName = "Win-back November";
constexpr qint64 kFilePage = 4096; // the first one says what the file is and stays as it was
constexpr int kSendMs = 8'000; // long enough for a practice send to show what it shows

Error missing(const QString &name) {
    return Error(ErrorKind::Internal, "shots.no_part").with("part", toUtf8(name));
}

// A message of something else has no place in a picture.
void hideToasts(QWidget *window) {
    if (auto *toast = window->findChild<QFrame *>(QStringLiteral("toast"))) {
        toast->setEnabled(false);
        toast->setMaximumSize(0, 0);
    }
}

} // namespace

Stage::Stage(Workbench &demo) : m_demo(demo), m_bench(&demo) {
    hideToasts(m_demo.window());
}

Stage::~Stage() {
    leave();
    for (Workbench *bench : {&m_demo, m_live.get()})
        if (bench)
            for (ui::Job *job : bench->jobs()->running())
                job->cancel();
}

ui::MainWindow *Stage::window() {
    return m_bench->window();
}

Result<void> Stage::enter(Place place, QSize size) {
    if (place == Place::Empty && !m_empty) {
        TRY_ASSIGN(const auto session, Session::create(toUtf8(m_folder.filePath(QStringLiteral("my shop.audience"))), bootstrap::sessionOptions()));
        m_empty = benchOver(session);
    }
    if (place == Place::Damaged && !m_damaged)
        TRY(makeDamaged());
    if (place == Place::Live && !m_live)
        TRY(makeLive());
    if (place == Place::HandedOver && !m_handedOver)
        TRY(makeHandedOver());
    m_bench = place == Place::Empty        ? m_empty.get()
              : place == Place::Damaged    ? m_damaged.get()
              : place == Place::Live       ? m_live.get()
              : place == Place::HandedOver ? m_handedOver.get()
                                           : &m_demo;
    m_size = size;
    window()->resize(size);
    window()->show();
    return {};
}

std::unique_ptr<Workbench> Stage::benchOver(std::shared_ptr<Session> session) {
    const Workbench::Known known = Workbench::look(*session); // as a window that people open knows it from its first moment on
    auto bench = std::make_unique<Workbench>(std::move(session), Workbench::Build::AtOnce, known);
    hideToasts(bench->window());
    return bench;
}

// A copy of the shop that could be opened; then its disk went bad. Every page meets what the workspace really
// says of such a file.
Result<void> Stage::makeDamaged() {
    const QString path = m_folder.filePath(QStringLiteral("on a bad disk.audience"));
    TRY(WorkspaceService(m_demo.session()).backup(toUtf8(path)));
    TRY_ASSIGN(const auto session, Session::open(toUtf8(path), bootstrap::sessionOptions()));
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return Error(ErrorKind::Io, "data.cannot_write").with("path", toUtf8(path));
    const QByteArray rubbish(64, '\xff');
    for (qint64 at = kFilePage; at < file.size(); at += kFilePage)
        if (!file.seek(at) || file.write(rubbish) != rubbish.size())
            return Error(ErrorKind::Io, "data.cannot_write").with("path", toUtf8(path));
    file.close();
    m_damaged = benchOver(session);
    return {};
}

// A workspace of its own, so that nothing of it is seen where the shop only practises.
Result<void> Stage::makeLive() {
    const QString path = m_folder.filePath(QStringLiteral("Nordwind shop.audience"));
    TRY(WorkspaceService(m_demo.session()).backup(toUtf8(path)));
    TRY_ASSIGN(const auto session, Session::open(toUtf8(path), bootstrap::sessionOptions()));
    TRY(WorkspaceService(*session).adopt());
    m_account = std::make_unique<SmallAccount>();
    TRY_ASSIGN(const QString keys, file(QStringLiteral("keys.ini"), "[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = example\n"));
    QFile::setPermissions(keys, QFile::ReadOwner | QFile::WriteOwner);
    for (const auto &[name, account] : {std::pair{"Nordwind trial", "trial"}, {"Nordwind small", "small"}, {"Nordwind", ""}}) {
        model::SesConnection ses;
        ses.name = name;
        ses.region = "eu-central-1";
        ses.endpoint = toUtf8(m_account->url(QLatin1String(account)));
        ses.fromAddress = "Nordwind <news@nordwind.example>";
        ses.postalAddress = "Nordwind, Hafenweg 4, 24103 Kiel";
        ses.unsubscribe = {model::UnsubscribeKind::SesList, "nordwind"};
        ses.configurationSet = "audience-sync";
        ses.accountSuppression = false;
        ses.credentials = "file:" + toUtf8(keys);
        TRY(ConnectionService(*session).save(ses));
    }
    m_live = benchOver(session);
    return {};
}

Result<void> Stage::takeEvents() {
    TRY_ASSIGN(const QString path, file(QStringLiteral("events.jsonl"), m_account->takeEvents()));
    TRY_ASSIGN(const auto report, ConnectionService(session()).importEvents(toUtf8(path)));
    return report.unreadable == 0 ? Result<void>() : Error(ErrorKind::Internal, "shots.no_part").with("part", "events");
}

// A shop of its own with something scheduled, whose sending a computer in the office has.
Result<void> Stage::makeHandedOver() {
    const QString path = m_folder.filePath(QStringLiteral("with a server.audience"));
    TRY_ASSIGN(const QString draft, this->draft());
    TRY(WorkspaceService(m_demo.session()).backup(toUtf8(path)));
    TRY_ASSIGN(const auto session, Session::open(toUtf8(path), bootstrap::sessionOptions()));
    WorkspaceService workspace(*session);
    TRY(workspace.adopt());
    CampaignService campaigns(*session);
    const std::string tomorrow = toIso(session->workspace().clock().now() + std::chrono::hours(24)).substr(0, 10);
    TRY_ASSIGN(const Instant start, campaigns.startFromText(tomorrow + "T08:00", campaigns.zone()));
    TRY_ASSIGN(const auto copy, campaigns.duplicate(CampaignId{draft.toLongLong()}, "Morning post"));
    TRY(campaigns.schedule(copy.id, start, campaigns.zone()));
    TRY(workspace.handOver(toUtf8(m_folder.filePath(QStringLiteral("shop-server.audience"))), "shop-server"));
    m_handedOver = benchOver(session);
    return {};
}

Result<QString> Stage::file(const QString &name, const QByteArray &text) {
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return Error(ErrorKind::Io, "data.cannot_write").with("path", toUtf8(file.fileName()));
    return file.fileName();
}

void Stage::wait(int milliseconds) {
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < milliseconds) {
        QApplication::processEvents(QEventLoop::AllEvents, 20);
        QThread::msleep(5);
    }
}

Result<void> Stage::settle() {
    ui::Page *page = window()->currentPage();
    if (m_held > 0) { // nothing more will come
        wait(kLateMs);
        return {};
    }
    QElapsedTimer clock, quiet;
    clock.start();
    quiet.start();
    while (quiet.elapsed() < kQuietMs) {
        if (clock.elapsed() > kLongestMs)
            return Error(ErrorKind::Internal, "shots.not_settled").with("page", toUtf8(page->key()));
        QApplication::processEvents(QEventLoop::AllEvents, 20);
        if (!page->isSettled())
            quiet.restart();
        QThread::msleep(5);
    }
    page->grab(); // painting asks for the rows in sight
    for (auto *model : page->findChildren<ui::TableModel *>())
        model->settle();
    QApplication::processEvents();
    return page->isSettled() ? Result<void>() : settle(); // a clock of the page has begun something meanwhile
}

Result<void> Stage::show(const QString &page, const QString &target) {
    window()->showPage(page, target);
    if (window()->currentPage()->key() != page)
        return missing(page);
    return settle();
}

Result<void> Stage::click(const char *button) {
    auto *found = window()->findChild<QAbstractButton *>(QLatin1String(button));
    if (!found)
        return missing(QLatin1String(button));
    found->click();
    return settle();
}

Result<void> Stage::tab(const char *row, int index) {
    auto *found = window()->currentPage()->findChild<ui::TabRow *>(QLatin1String(row));
    if (!found)
        return missing(QLatin1String(row));
    found->setCurrent(index);
    return settle();
}

Result<void> Stage::type(const char *field, const QString &text) {
    auto *found = window()->findChild<QLineEdit *>(QLatin1String(field));
    if (!found)
        return missing(QLatin1String(field));
    found->selectAll();
    found->insert(text);
    return settle();
}

Result<void> Stage::write(const char *editor, const QString &text) {
    auto *found = window()->findChild<QWidget *>(QLatin1String(editor));
    if (!found || !QMetaObject::invokeMethod(found, "setText", Q_ARG(QString, text)))
        return missing(QLatin1String(editor));
    return settle();
}

void Stage::holdAnswers() {
    auto *pool = &workers();
    m_gate = std::make_shared<QSemaphore>();
    m_held = pool->maxThreadCount();
    for (int i = 0; i < m_held; ++i)
        pool->start([gate = m_gate] { gate->acquire(); });
}

Result<void> Stage::showUnanswered(const QString &page) {
    holdAnswers();
    m_unanswered = benchOver(m_bench->sharedSession());
    m_bench = m_unanswered.get();
    window()->resize(m_size);
    window()->show();
    return show(page);
}

Result<void> Stage::showUnread(const QString &page, const QString &target) {
    TRY(show(page, target));
    for (const auto *state : window()->currentPage()->findChildren<ui::StateView *>())
        if (state->isVisible() && state->state() == ui::StateView::State::Error)
            return {};
    return missing(page + QStringLiteral(" error"));
}

void Stage::put(std::unique_ptr<QWidget> other) {
    m_other = std::move(other);
    m_other->resize(m_size);
    m_other->show();
    wait(int(kQuietMs));
}

QWidget *Stage::subject() {
    return m_other ? m_other.get() : window();
}

void Stage::leave() {
    if (const auto act = std::exchange(m_afterwards, nullptr))
        act();
    constexpr int kMostOpen = 8;
    for (int i = 0; i < kMostOpen && QApplication::activePopupWidget(); ++i)
        QApplication::activePopupWidget()->close();
    m_other.reset();
    if (m_held > 0) {
        m_gate->release(m_held);
        m_held = 0;
    }
    if (m_unanswered) {
        m_unanswered.reset();
        m_bench = &m_demo;
    }
}

// A draft that can be shown and a practice campaign that takes some minutes; those of an earlier run
// in the same workspace serve again.
Result<void> Stage::makeCampaigns() {
    if (m_draft.isValid())
        return {};
    CampaignService campaigns(m_demo.session());
    TRY_ASSIGN(const auto all, campaigns.list());
    for (const CampaignView &one : all)
        if (one.campaign.name == kSendingName)
            m_sending = one.id;
        else if (one.state == model::CampaignState::Finished)
            m_finished = one.id;
        else if (one.state == model::CampaignState::Draft)
            m_draft = one.id;
    TRY_ASSIGN(const auto segments, SegmentService(m_demo.session()).list());
    TRY_ASSIGN(const auto templates, TemplateService(m_demo.session()).list());
    if (segments.empty() || templates.empty())
        return Error(ErrorKind::NotFound, "data.no_people");
    CampaignView view;
    view.campaign.fromName = "Nordwind";
    const auto freeName = [&all](const std::string &wanted) {
        std::string name = wanted;
        for (int i = 2; std::any_of(all.begin(), all.end(), [&](const CampaignView &one) { return one.campaign.name == name; }); ++i)
            name = wanted + ", " + std::to_string(i);
        return name;
    };
    if (!m_sending.isValid()) {
        view.campaign.name = freeName(kSendingName);
        view.campaign.emailTemplate = templates.back().id;
        view.campaign.segment = segments.back().id;
        view.campaign.topics = {"offers"};
        view.campaign.ratePerSecond = 14;
        TRY_ASSIGN(const CampaignView sending, campaigns.save(view));
        m_sending = sending.id;
    }
    if (!m_draft.isValid()) {
        view.campaign.name = freeName("Newsletter 47");
        view.campaign.segment = segments.front().id;
        view.campaign.emailTemplate = templates.front().id;
        view.campaign.topics = {"newsletter"};
        TRY_ASSIGN(const CampaignView draft, campaigns.save(view));
        m_draft = draft.id;
    }
    for (auto *page : m_demo.window()->findChildren<ui::Page *>())
        page->workspaceChanged();
    return {};
}

Result<QString> Stage::draft() {
    TRY(makeCampaigns());
    return QString::number(m_draft.value);
}

Result<QString> Stage::sending() {
    TRY(makeCampaigns());
    return QString::number(m_sending.value);
}

Result<QString> Stage::finished() {
    TRY(makeCampaigns());
    return QString::number(m_finished.value);
}

Result<void> Stage::startSending() {
    if (m_isStarted)
        return {};
    TRY_ASSIGN(const QString campaign, sending());
    // Not before it is looked at: what has been started goes on by itself.
    if (const auto armed = CampaignService(m_demo.session()).arm(m_sending); !armed && armed.error().kind != ErrorKind::Conflict)
        return armed.error();
    m_demo.window()->currentPage()->workspaceChanged();
    TRY(show(QStringLiteral("campaigns"), campaign));
    TRY(click("campaignResume"));
    wait(kSendMs);
    m_isStarted = true;
    return {};
}

} // namespace audience::gui
