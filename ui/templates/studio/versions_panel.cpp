#include "ui/templates/studio/versions_panel.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/split_pane.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/templates/studio/difference_view.h"
#include "ui/templates/studio/versions_model.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>
#include <QListView>

namespace audience::ui {

using service::TemplateChange;
using service::TemplateVersion;
using service::TemplateVersionService;

namespace {

constexpr int kListWide = 240, kListLeast = 150;
enum Against { TheOneBefore, TheEditor };

} // namespace

VersionsPanel::VersionsPanel(std::shared_ptr<service::Session> session, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_answer(this), m_changes(this) {
    setObjectName(QStringLiteral("versionsPanel"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    auto *panes = new SplitPane(QStringLiteral("versionPanes"), Qt::Horizontal, true, this);
    m_versions = new VersionsModel(this);
    m_list = new QListView(panes);
    m_list->setObjectName(QStringLiteral("versionList"));
    m_list->setAccessibleName(tr("Versions"));
    m_list->setModel(m_versions);
    m_list->setItemDelegate(new VersionDelegate(m_list));
    m_list->setMinimumWidth(Theme::instance().pixels(kListLeast));
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &VersionsPanel::showVersion);
    panes->addPane(m_list, Theme::instance().pixels(kListWide), tr("the versions"));
    panes->addPane(buildWork(panes), 0, tr("what differs"));
    m_state = new StateView(QStringLiteral("versionsState"), panes, this);
    connect(m_state, &StateView::actionWanted, this, &VersionsPanel::read);
    row->addWidget(m_state);
    m_state->showEmpty(QStringLiteral("history"), tr("Not saved yet"), tr("Every save is a version here. What was sent stays as it was sent."));
}

QWidget *VersionsPanel::buildWork(QWidget *parent) {
    auto *work = new QWidget(parent);
    auto *column = new QVBoxLayout(work);
    column->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kPage);
    column->setSpacing(space::kSmall);
    auto *head = makeRow();
    m_title = makeLabel({}, "title", work);
    m_title->setObjectName(QStringLiteral("versionTitle"));
    head->addWidget(m_title);
    static_cast<QHBoxLayout *>(head)->addStretch(1);
    m_against = new SegmentedControl(QStringLiteral("versionAgainst"), tr("Beside what"), work);
    m_against->addSegment(tr("The one before"));
    m_against->addSegment(tr("The email now"));
    connect(m_against, &SegmentedControl::currentChanged, this, &VersionsPanel::compare);
    head->addWidget(m_against);
    m_restore = makeButton(QStringLiteral("versionRestore"), tr("Restore"), "", "rotate-ccw", work);
    m_restore->setToolTip(tr("Put it into the editor; saving makes it the newest version"));
    connect(m_restore, &QPushButton::clicked, this, &VersionsPanel::restore);
    head->addWidget(m_restore);
    column->addLayout(head);
    m_note = makeLabel({}, "secondary", work);
    m_note->setObjectName(QStringLiteral("versionNote"));
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    m_differences = new DifferenceView(work);
    column->addWidget(m_differences, 1);
    return work;
}

void VersionsPanel::setTemplate(std::int64_t id, std::int64_t revision) {
    if (id == m_id && revision == m_revision)
        return;
    if (id != m_id)
        m_versions->setVersions({});
    m_id = id;
    m_revision = revision;
    m_isStale = true;
    if (m_id <= 0)
        m_state->showEmpty(QStringLiteral("history"), tr("Not saved yet"), tr("Every save is a version here. What was sent stays as it was sent."));
    else if (isVisible())
        read();
}

void VersionsPanel::setEmail(const model::EmailTemplate &email) {
    m_email = email;
    if (isVisible() && m_against->current() == TheEditor)
        compare();
}

void VersionsPanel::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    if (m_isStale && m_id > 0)
        read();
    else if (m_against->current() == TheEditor)
        compare();
}

void VersionsPanel::read() {
    m_isReading = true;
    m_isStale = false;
    if (m_versions->rowCount() == 0)
        m_state->showLoading(tr("Reading the versions…"));
    m_answer.request([session = m_session, id = m_id](CancelToken) { return TemplateVersionService(*session).list(TemplateId{id}); },
                     [this](Result<std::vector<TemplateVersion>> versions) { taken(std::move(versions)); });
}

void VersionsPanel::taken(Result<std::vector<TemplateVersion>> versions) {
    m_isReading = false;
    if (!versions) {
        m_state->showError(tr("The versions could not be read"), sentence(versions.error()), tr("Read again"));
        return;
    }
    const TemplateVersion *before = m_versions->at(m_list->currentIndex().row());
    const bool wasNewest = m_list->currentIndex().row() <= 0;
    const std::int64_t chosen = before && !wasNewest ? before->revision : 0;
    m_versions->setVersions(std::move(*versions));
    m_state->showContent();
    const int row = m_versions->rowOf(chosen);
    m_list->setCurrentIndex(m_versions->index(row < 0 ? 0 : row));
}

void VersionsPanel::showVersion() {
    const TemplateVersion *version = m_versions->at(m_list->currentIndex().row());
    if (!version)
        return;
    m_title->setText(tr("Version %1").arg(version->revision));
    const QString when = m_list->currentIndex().data(VersionsModel::WhenRole).toString();
    QStringList facts{version->by.empty() ? tr("Saved %1").arg(when) : tr("Saved by %1, %2").arg(toQString(version->by), when)};
    if (!version->approvedBy.empty())
        facts << tr("approved by %1").arg(toQString(version->approvedBy));
    if (version->isSent)
        facts << tr("a campaign sends it, so it stays as it is");
    m_note->setText(facts.join(QStringLiteral(" · ")));
    compare();
}

void VersionsPanel::compare() {
    const int row = m_list->currentIndex().row();
    const TemplateVersion *version = m_versions->at(row);
    if (!version)
        return;
    const TemplateVersion *older = m_versions->at(row + 1);
    const bool isNow = m_against->current() == TheEditor;
    if (!isNow && !older)
        return m_differences->say(tr("It is the first one; there is none before it."));
    const std::int64_t left = isNow ? version->revision : older->revision;
    const QString before = tr("Version %1").arg(left), after = isNow ? tr("Now") : tr("Version %1").arg(version->revision);
    m_isReading = true;
    m_changes.request(
        [session = m_session, id = m_id, left, right = version->revision, email = m_email, isNow](CancelToken) -> Result<std::vector<TemplateChange>> {
            const TemplateVersionService service(*session);
            if (!isNow)
                return service.changes(TemplateId{id}, left, right);
            TRY_ASSIGN(const model::EmailTemplate old, service.find(TemplateId{id}, left));
            model::EmailTemplate now = email;
            now.name = old.name; // an editor keeps it elsewhere
            return service::templateChanges(old, now);
        },
        [this, before, after](Result<std::vector<TemplateChange>> changes) {
            m_isReading = false;
            if (changes)
                m_differences->show(before, after, *changes);
            else
                m_differences->say(sentence(changes.error()));
        });
}

void VersionsPanel::restore() {
    const TemplateVersion *version = m_versions->at(m_list->currentIndex().row());
    if (!version)
        return;
    m_isReading = true;
    inBackground(this, [session = m_session, id = m_id, revision = version->revision] { return TemplateVersionService(*session).find(TemplateId{id}, revision); },
                 [this, id = m_id, revision = version->revision](Result<model::EmailTemplate> email) {
                     m_isReading = false;
                     if (!email) {
                         Q_EMIT failed(email.error());
                     } else if (id == m_id) {
                         email->name = m_email.name;
                         Q_EMIT edited(tr("Restore version %1").arg(revision), *email, -1);
                     }
                 });
}

} // namespace audience::ui
