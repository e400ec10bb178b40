#include "ui/import/move_in_view.h"

#include "qbase/convert.h"
#include "qbase/time_zone.h"
#include "service/session.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/figure_box.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/move_in_words.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QSaveFile>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using service::MoveInFinding;
using service::MoveInOptions;
using service::MoveInReport;
using service::MoveInService;

namespace {

constexpr int kPaneWidth = 312, kMostFiles = 6, kWidest = 1040;
constexpr std::size_t kShownFindings = 60; // the report has them all

struct Tool {
    const char *id, *name;
};
constexpr Tool kTools[] = {{"braze", "Braze"}, {"klaviyo", "Klaviyo"}, {"customerio", "Customer.io"}, {"mailchimp", "Mailchimp"}};

std::int64_t countOf(const std::map<std::string, std::int64_t> &counts, std::initializer_list<const char *> names) {
    std::int64_t sum = 0;
    for (const char *name : names)
        if (const auto found = counts.find(name); found != counts.end())
            sum += found->second;
    return sum;
}

QLabel *makeWords(const QString &text, QWidget *parent) {
    QLabel *words = makeLabel(text, "secondary", parent);
    words->setWordWrap(true);
    return words;
}

} // namespace

MoveInView::MoveInView(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_jobs(jobs), m_look(this) {
    setObjectName(QStringLiteral("moveInView"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeFound(), 1);
    row->addWidget(makePane());
}

QWidget *MoveInView::makeFound() {
    auto *inside = new QWidget;
    inside->setProperty("role", QStringLiteral("clear"));
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    m_title = new ElidedLabel({}, "title", inside);
    m_title->setObjectName(QStringLiteral("moveInTitle"));
    layout->addWidget(m_title);
    m_words = makeWords({}, inside);
    m_words->setObjectName(QStringLiteral("moveInWords"));
    layout->addWidget(m_words);
    m_bar = new QProgressBar(inside);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 0);
    m_bar->setAccessibleName(tr("The export is being read"));
    layout->addWidget(m_bar);
    m_notice = new Notice(QStringLiteral("moveInNotice"), inside);
    connect(m_notice, &Notice::actionWanted, this, [this] {
        if (m_isOver)
            saveReport();
        else if (m_hasFound)
            pickZone();
        else
            chooseAnother();
    });
    layout->addWidget(m_notice);
    auto *figures = new QFrame(inside);
    m_figures = figures;
    figures->setProperty("role", QStringLiteral("card"));
    auto *row = new QHBoxLayout(figures);
    row->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kMedium);
    row->setSpacing(32);
    const auto addBox = [&](const char *name, const QString &words) {
        auto *box = new FigureBox(QLatin1String(name), words, FigureBox::Size::Medium, figures);
        row->addWidget(box, 0, Qt::AlignTop);
        return box;
    };
    m_people = addBox("movedPeople", tr("People"));
    m_agreed = addBox("movedAgreed", tr("Agreed to emails"));
    m_blocked = addBox("movedBlocked", tr("Never written to"));
    m_emails = addBox("movedEmails", tr("Emails"));
    m_past = addBox("movedPast", tr("Emails of before"));
    row->addStretch(1);
    layout->addWidget(figures);
    m_files = new TableModel(this);
    m_filesView = new TableView(QStringLiteral("moveInFiles"), tr("The files of the export"), inside);
    m_filesView->setModel(m_files);
    layout->addWidget(m_filesView);
    m_list = new QFrame(inside);
    m_list->setProperty("role", QStringLiteral("card"));
    m_findings = new QVBoxLayout(m_list);
    m_findings->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kMedium);
    m_findings->setSpacing(space::kSmall);
    m_leftTitle = makeLabel(tr("What does not come over, and what to look at"), "strong", inside);
    layout->addWidget(m_leftTitle);
    layout->addWidget(m_list);
    layout->addStretch(1);
    inside->setMaximumWidth(Theme::instance().pixels(kWidest));
    return makeScroll(QStringLiteral("moveInScroll"), inside, this);
}

QWidget *MoveInView::makePane() {
    QFrame *pane = ui::makePane("paneRight", kPaneWidth, this);
    auto *layout = static_cast<QVBoxLayout *>(pane->layout());
    m_toolName = makeLabel(tr("Where it comes from"), "strong", pane);
    m_tool = makeButton(QStringLiteral("moveInTool"), tr("Told from the files"), "field", nullptr, pane);
    connect(m_tool, &QPushButton::clicked, this, &MoveInView::pickTool);
    m_zoneName = makeLabel(tr("Times that say no zone are in"), "strong", pane);
    m_zone = makeButton(QStringLiteral("moveInZone"), tr("Choose…"), "field", nullptr, pane);
    connect(m_zone, &QPushButton::clicked, this, &MoveInView::pickZone);
    m_zoneWords = makeWords({}, pane);
    m_implied = new QCheckBox(tr("Count them as agreed"), pane);
    m_implied->setObjectName(QStringLiteral("moveInImplied"));
    m_impliedWords = makeWords({}, pane);
    connect(m_implied, &QCheckBox::toggled, this, [this](bool on) {
        m_options.impliedIsYes = on;
        refresh();
    });
    for (QWidget *one : std::initializer_list<QWidget *>{m_toolName, m_tool, m_zoneName, m_zone, m_zoneWords, m_impliedWords, m_implied})
        layout->addWidget(one);
    layout->addStretch(1);
    layout->addWidget(makeWords(tr("Whoever unsubscribed, complained or bounced there is never written to from here."), pane));
    m_bring = makeButton(QStringLiteral("moveInStart"), tr("Bring it over"), "primary", nullptr, pane);
    m_see = makeButton(QStringLiteral("moveInPeople"), tr("See the people"), "primary", "users", pane);
    m_read = makeButton(QStringLiteral("moveInEmails"), tr("Look at the emails"), "", nullptr, pane);
    m_save = makeButton(QStringLiteral("moveInSave"), tr("Save the report"), "", "download", pane);
    m_leave = makeButton(QStringLiteral("moveInClose"), tr("Leave it"), "quiet", nullptr, pane);
    for (QPushButton *one : {m_bring, m_see, m_read, m_save, m_leave})
        layout->addWidget(one);
    connect(m_bring, &QPushButton::clicked, this, &MoveInView::bringOver);
    connect(m_see, &QPushButton::clicked, this, &MoveInView::closed);
    connect(m_read, &QPushButton::clicked, this, [this] { Q_EMIT goTo(QStringLiteral("templates"), {}); });
    connect(m_save, &QPushButton::clicked, this, &MoveInView::saveReport);
    connect(m_leave, &QPushButton::clicked, this, [this] {
        m_look.drop();
        m_isLooking = false;
        Q_EMIT closed();
    });
    return pane;
}

void MoveInView::open(const QString &path) {
    if (m_isMoving)
        return Q_EMIT said(tr("Another export is being brought over; wait until it is."));
    m_path = path;
    m_options = {};
    m_isOver = false;
    m_implied->setChecked(false);
    setFocus(); // not on what throws it away
    look();
}

void MoveInView::look() {
    m_isLooking = true;
    m_hasFound = false;
    m_found = {};
    m_notice->clear();
    m_title->setText(QFileInfo(m_path).fileName());
    m_words->setText(tr("Reading the export; nothing is kept yet"));
    refresh();
    m_look.request([session = m_session, path = toUtf8(m_path), options = m_options](CancelToken cancel) { return MoveInService(*session).look(path, options, nullptr, cancel); },
                   [this](Result<service::MoveInView> found) { showFound(std::move(found)); });
}

void MoveInView::showFound(Result<service::MoveInView> found) {
    m_isLooking = false;
    m_hasFound = found.has_value();
    if (found) {
        m_found = std::move(*found);
        fill(m_found);
        m_words->setText(tr("Nothing is kept before you bring it over."));
        if (!m_found.localTime.empty())
            m_notice->say(Tone::Warning, tr("Choose the time zone first"), tr("Times such as %1 say no zone. The account settings of the other tool say which one it is.").arg(toQString(m_found.localTime)),
                          tr("Choose the zone"));
    } else {
        m_words->setText(tr("Nothing was kept."));
        m_notice->say(Tone::Bad, sentence(found.error()), {}, tr("Choose another file"));
    }
    refresh();
}

void MoveInView::fill(const service::MoveInView &found) {
    m_title->setText(tr("Move in from %1: %2").arg(toQString(found.toolName), toQString(found.label)));
    m_people->setFigure(formatNumber(found.people), found.withoutAddress > 0 ? tr("%1 without an address").arg(formatNumber(found.withoutAddress)) : QString());
    const std::int64_t implied = countOf(found.standings, {"implied"});
    m_agreed->setFigure(formatNumber(countOf(found.standings, {"agreed"}) + (m_options.impliedIsYes ? implied : 0)));
    m_blocked->setFigure(formatNumber(countOf(found.standings, {"left", "blocked", "bounced", "complained"})),
                         tr("%1 unsubscribed").arg(formatNumber(countOf(found.standings, {"left"}))));
    m_emails->setFigure(formatNumber(qint64(found.templates.size())));
    m_past->setFigure(formatNumber(found.mailings), tr("%1 opened, %2 clicked").arg(formatNumber(countOf(found.past, {"opened"})), formatNumber(countOf(found.past, {"clicked"}))));
    TableRows rows;
    for (const service::MoveInFile &one : found.files)
        rows.append({toQString(one.name), moveInKindWord(one.kind), formatNumber(one.rows)});
    m_files->setRows({{tr("File")}, {tr("What it is")}, {tr("Rows"), true}}, rows);
    m_filesView->fitColumns(360, 0);
    constexpr int kRow = 29; // with its line; the head is as high
    m_filesView->setFixedHeight(Theme::instance().pixels(kRow * (1 + qMin(kMostFiles, int(rows.size()))) + 4));
    clearLayout(m_findings);
    std::size_t shown = 0;
    QWidget *before = m_filesView; // Tab goes as the eye does, though the rows are younger than the buttons
    for (const MoveInFinding &one : found.findings) {
        if (++shown > kShownFindings)
            break;
        auto *line = new QWidget(m_list);
        line->setFocusPolicy(Qt::TabFocus);
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(space::kMedium);
        row->addWidget(makeIcon("info", Tone::Neutral, 14, line), 0, Qt::AlignTop);
        QString text = sentence(one.id, one.args);
        if (one.line > 0)
            text = tr("Line %1: %2").arg(formatNumber(one.line), text);
        QLabel *words = makeLabel(text.left(600), "body", line);
        words->setTextFormat(Qt::PlainText);
        words->setWordWrap(true);
        row->addWidget(words, 1);
        line->setAccessibleName(text.left(600));
        m_findings->addWidget(line);
        setTabOrder(before, line);
        before = line;
    }
    if (found.findings.size() > kShownFindings)
        m_findings->addWidget(makeLabel(tr("…and %1 more, which the report lists").arg(formatNumber(qint64(found.findings.size() - kShownFindings))), "secondary", m_list));
    if (found.findings.empty())
        m_findings->addWidget(makeLabel(tr("All of it comes over."), "body", m_list));
    m_zoneWords->setText(tr("The account settings of the other tool say it."));
    m_impliedWords->setText(tr("%1 wrote to %2 people who never said yes there. Without a yes nobody is written to from here; count them as agreed only if you have their permission.")
                                .arg(toQString(found.toolName), formatNumber(implied)));
}

void MoveInView::refresh() {
    const bool needsZone = m_hasFound && (!m_found.localTime.empty() || !m_options.zone.empty());
    const bool hasImplied = m_hasFound && countOf(m_found.standings, {"implied"}) > 0;
    for (QWidget *part : std::initializer_list<QWidget *>{m_figures, m_filesView, m_list, m_leftTitle})
        part->setVisible(m_hasFound);
    m_bar->setVisible(isBusy());
    for (QWidget *part : std::initializer_list<QWidget *>{m_zone, m_zoneName, m_zoneWords})
        part->setVisible(needsZone && !m_isOver);
    for (QWidget *part : std::initializer_list<QWidget *>{m_implied, m_impliedWords})
        part->setVisible(hasImplied && !m_isOver);
    for (QWidget *part : std::initializer_list<QWidget *>{m_tool, m_toolName})
        part->setVisible(!m_isOver);
    m_tool->setEnabled(!isBusy());
    m_zone->setEnabled(!isBusy());
    m_implied->setEnabled(!isBusy());
    m_zone->setText(m_options.zone.empty() ? tr("Choose…") : zoneName(m_options.zone));
    const auto tool = std::find_if(std::begin(kTools), std::end(kTools), [&](const Tool &one) { return one.id == m_options.tool; });
    m_tool->setText(tool != std::end(kTools) ? QLatin1String(tool->name) : m_hasFound ? tr("%1, told from the files").arg(toQString(m_found.toolName)) : tr("Told from the files"));
    m_bring->setVisible(!m_isOver && (m_hasFound || isBusy()));
    m_bring->setEnabled(m_hasFound && !isBusy() && m_found.localTime.empty());
    m_bring->setToolTip(m_hasFound && !m_found.localTime.empty() ? tr("Choose the time zone first") : QString());
    m_see->setVisible(m_isOver);
    m_read->setVisible(m_isOver && !m_found.templates.empty());
    m_save->setVisible(m_isOver);
    m_leave->setVisible(!m_isOver);
    m_leave->setEnabled(!m_isMoving);
    if (m_hasFound)
        m_agreed->setFigure(formatNumber(countOf(m_found.standings, {"agreed"}) + (m_options.impliedIsYes ? countOf(m_found.standings, {"implied"}) : 0)));
}

void MoveInView::chooseAnother() {
    askForFile(this, {tr("Choose the export of the other tool"), tr("Exports (*.zip *.csv *.json *.jsonl);;All files (*)"), {}, {}, QStringLiteral("moveInDialog")}, [this](const QString &path) { open(path); });
}

void MoveInView::pickTool() {
    QList<PickerItem> items{{QStringLiteral("-"), tr("Told from the files"), {}, {}}};
    for (const Tool &one : kTools)
        items.append({QLatin1String(one.id), QLatin1String(one.name), {}, {}});
    Picker::pickOne(m_tool, items, m_options.tool.empty() ? QStringLiteral("-") : toQString(m_options.tool), [this](const QStringList &ids) {
        m_options.tool = ids.first() == QLatin1String("-") ? std::string() : toUtf8(ids.first());
        look();
    });
}

void MoveInView::pickZone() {
    QList<PickerItem> items;
    for (const std::string &zone : knownZones())
        items.append({toQString(zone), zoneName(zone), {}, {}});
    Picker::pickOne(m_zone, items, toQString(m_options.zone), [this](const QStringList &ids) {
        m_options.zone = toUtf8(ids.first());
        look();
    });
}

void MoveInView::bringOver() {
    m_isMoving = true;
    m_notice->clear();
    m_words->setText(tr("Bringing it over… The list of jobs shows how far it is and can stop it; then it goes on where it was."));
    refresh();
    const QString name = tr("Moving in from %1").arg(toQString(m_found.toolName));
    m_jobs->start(
        name, this,
        [session = m_session, path = toUtf8(m_path), options = m_options](Progress *progress, CancelToken cancel) { return MoveInService(*session).run(path, options, progress, cancel); },
        [this](Result<MoveInReport> report) { showReport(report); },
        [name](const Result<MoveInReport> &report) -> std::optional<JobEnd> {
            if (report || report.error().kind == ErrorKind::Cancelled)
                return std::nullopt;
            return JobEnd{JobEnd::Kind::Failed, name, sentence(report.error())};
        });
}

void MoveInView::showReport(const Result<MoveInReport> &report) {
    m_isMoving = false;
    if (!report) {
        m_words->setText(tr("What was brought over so far stays; bring it over again, and it goes on from there."));
        m_notice->say(report.error().kind == ErrorKind::Cancelled ? Tone::Warning : Tone::Bad, sentence(report.error()), {});
        return refresh();
    }
    m_isOver = true;
    m_report = *report;
    m_found = report->found;
    fill(m_found);
    m_agreed->setFigure(formatNumber(report->agreed));
    m_blocked->setFigure(formatNumber(report->blocked), tr("%1 unsubscribed").arg(formatNumber(report->withdrawn)));
    m_words->setText({});
    const QString words = tr("%1 people are in the workspace, %2 agreed to emails, %3 are never written to").arg(formatNumber(report->peopleNow), formatNumber(report->agreed), formatNumber(report->blocked));
    m_notice->say(Tone::Good, words, tr("The report says what came over and what did not; it is kept with the workspace."), tr("Save the report"));
    refresh();
    m_agreed->setFigure(formatNumber(report->agreed));
    m_see->setFocus();
    Q_EMIT moved(toQString(m_found.dataset));
}

void MoveInView::saveReport() {
    const QString name = fileNameFrom(tr("Moved in from %1").arg(toQString(m_found.toolName)), QStringLiteral("md"));
    askWhereToSave(this, {tr("Save the report"), tr("Text with marks (*.md);;For programs (*.json)"), name, QStringLiteral("md"), QStringLiteral("moveInSaveDialog")}, [this](const QString &path) {
        const Json json = service::toJson(m_report);
        const QByteArray text = path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) ? toBytes(dumpJsonPretty(json) + '\n') : moveInMarkdown(json).toUtf8();
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
            return Q_EMIT said(tr("The report could not be saved: %1").arg(file.errorString()));
        Q_EMIT said(tr("The report is saved as %1").arg(QFileInfo(path).fileName()));
    });
}

} // namespace audience::ui
