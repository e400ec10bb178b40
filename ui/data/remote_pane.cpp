#include "ui/data/remote_pane.h"

#include "base/json.h"
#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/card.h"
#include "ui/kit/notice.h"
#include "ui/kit/state_view.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/sources/engine_words.h"
#include "ui/sources/source_words.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using service::RemoteService;

static constexpr int kPreviewRows = 200;

RemotePane::RemotePane(std::shared_ptr<service::Session> session, QWidget *parent) : QWidget(parent), m_session(std::move(session)), m_rows(this), m_look(this) {
    setObjectName(QStringLiteral("remotePane"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    auto *head = makeRow();
    m_place = makeChip({}, Tone::Accent, this);
    m_place->setObjectName(QStringLiteral("remotePlace"));
    head->addWidget(m_place, 0, Qt::AlignTop);
    m_facts = makeLabel({}, "secondary", this);
    m_facts->setObjectName(QStringLiteral("remoteFacts"));
    m_facts->setWordWrap(true);
    head->addWidget(m_facts, 1);
    layout->addLayout(head);
    m_notice = new Notice(QStringLiteral("remoteNotice"), this);
    layout->addWidget(m_notice);
    auto *card = new Card({}, this);
    card->setFlush();
    m_model = new TableModel(this);
    m_table = new TableView(QStringLiteral("remoteRows"), tr("Rows as they are there"), card);
    m_table->setProperty("role", QStringLiteral("plain"));
    m_table->setModel(m_model);
    card->body()->addWidget(m_table, 1);
    m_state = new StateView(QStringLiteral("remoteState"), card, this);
    layout->addWidget(m_state, 1);
    m_foot = makeLabel({}, "tertiary", this);
    m_foot->setObjectName(QStringLiteral("remoteFoot"));
    m_foot->setWordWrap(true);
    layout->addWidget(m_foot);
    m_remove = makeTool(QStringLiteral("remoteRemove"), tr("Take it off the list; the table stays as it is"), "trash-2", this);
    m_again = makeButton(QStringLiteral("remoteAgain"), tr("Look again"), "", "refresh-cw", this);
    m_again->setToolTip(tr("Reads its columns and the names of its events again"));
    m_segment = makeButton(QStringLiteral("remoteSegment"), tr("Make a segment"), "primary", "users", this);
    for (QWidget *action : std::initializer_list<QWidget *>{m_remove, m_again, m_segment})
        action->hide();
    connect(m_state, &StateView::actionWanted, this, &RemotePane::ask);
    connect(m_again, &QPushButton::clicked, this, &RemotePane::lookAgain);
    connect(m_remove, &QToolButton::clicked, this, &RemotePane::remove);
    connect(m_segment, &QPushButton::clicked, this, [this] {
        const model::SegmentRule rule = service::aboutPeople({}, m_view.dataset.name);
        Q_EMIT goTo(QStringLiteral("segments"), QStringLiteral("rule:") + toQString(model::toJson(rule).dump()));
    });
}

QList<QWidget *> RemotePane::actions() {
    const bool mayAct = !m_session->workspace().isReadOnly();
    for (QWidget *action : std::initializer_list<QWidget *>{m_remove, m_again, m_segment})
        action->setEnabled(mayAct && !m_isLooking);
    if (m_view.dataset.role == "profiles")
        return {m_remove, m_again, m_segment};
    return {m_remove, m_again};
}

void RemotePane::show(const service::RemoteView &view) {
    const bool isSame = view.id == m_view.id && view.revision == m_view.revision;
    m_view = view;
    m_notice->clear();
    describe();
    if (!isSame || (!m_isAsking && m_state->state() != StateView::State::Content))
        ask();
}

void RemotePane::leave() {
    m_rows.drop();
    m_isAsking = false;
    m_view = {};
}

void RemotePane::describe() {
    const model::RemoteDataset &dataset = m_view.dataset;
    setChip(m_place, tr("Stays in %1").arg(toQString(dataset.connection).left(60)), Tone::Accent);
    m_place->setToolTip(tr("Nothing is copied here: rows, counts and breakdowns are asked of the source each time."));
    QString role = tr("a table beside people");
    if (dataset.role == "profiles")
        role = tr("one row is a person, named by %1").arg(toQString(dataset.key));
    else if (dataset.role == "events")
        role = tr("one row is something that %1 did").arg(toQString(dataset.profile));
    const QString rows = dataset.rows >= 0 ? tr(", about %1 rows").arg(formatNumber(dataset.rows)) : QString();
    m_facts->setText(tr("Live. Table %1: %2%3. Its columns were read %4.").arg(toQString(dataset.source()), role, rows, asOfWords(m_view.lookedAt)));
}

void RemotePane::ask() {
    m_isAsking = true;
    m_foot->clear();
    m_state->showLoading(tr("Asking %1 …").arg(toQString(m_view.dataset.connection)));
    m_rows.request([session = m_session, name = m_view.dataset.name](CancelToken cancel) { return service::remoteRows(*session, name, kPreviewRows, cancel); },
                   [this](const Result<service::RemoteRows> &rows) { put(rows); });
}

void RemotePane::put(const Result<service::RemoteRows> &rows) {
    m_isAsking = false;
    if (!rows)
        return m_state->showError(tr("%1 did not show its rows").arg(toQString(m_view.dataset.connection)), sourceSentence(rows.error()), tr("Ask again"));
    QVector<TableColumn> columns;
    for (const std::string &name : rows->page.columns) {
        const model::RemoteColumn *column = m_view.dataset.find(name);
        TableColumn shown{toQString(name)};
        shown.number = column && (column->type == "int64" || column->type == "decimal" || column->type == "double");
        shown.sayEmpty = true;
        columns.append(shown);
    }
    TableRows words;
    for (const auto &row : rows->page.rows) {
        QStringList cells;
        for (const std::string &cell : row)
            cells << toQString(cell).left(400);
        words.append(cells);
    }
    m_model->setRows(columns, words);
    m_table->fitColumns();
    m_state->showContent();
    const QString first = words.size() < kPreviewRows ? tr("All %n rows.", nullptr, int(words.size())) : tr("The first %n rows that came.", nullptr, int(words.size()));
    m_foot->setText(first + QLatin1Char(' ') + engineWords(rows->engine) + QLatin1Char('.'));
    m_foot->setToolTip(engineHint(rows->engine));
}

void RemotePane::lookAgain() {
    m_isLooking = true;
    m_notice->clear();
    (void)actions();
    m_look.request([session = m_session, dataset = m_view.dataset](CancelToken cancel) { return RemoteService(*session).define(dataset, cancel); },
                   [this](Result<service::RemoteView> view) {
                       m_isLooking = false;
                       (void)actions();
                       if (!view)
                           return m_notice->say(Tone::Bad, tr("It stays as it was known"), sourceSentence(view.error()));
                       const bool isSame = view->dataset.columns == m_view.dataset.columns;
                       show(*view);
                       Q_EMIT said(isSame ? tr("Its columns are as they were") : tr("Its columns are known as they are now"));
                       Q_EMIT changed();
                   });
}

void RemotePane::remove() {
    inBackground(this, [session = m_session, name = m_view.dataset.name] { return RemoteService(*session).remove(name); },
                 [this, dataset = m_view.dataset](const Result<void> &removed) {
                     if (!removed)
                         return m_notice->say(Tone::Bad, tr("It could not be taken off the list"), sourceSentence(removed.error()));
                     Q_EMIT changed();
                     Q_EMIT saidWithUndo(tr("%1 is off the list; the table stays as it is").arg(toQString(dataset.name)), [this, dataset] {
                         inBackground(this, [session = m_session, dataset] { return RemoteService(*session).putBack(dataset); }, [this](const Result<service::RemoteView> &back) {
                             if (!back)
                                 return Q_EMIT said(sourceSentence(back.error()));
                             Q_EMIT changed();
                         });
                     });
                 });
}

} // namespace audience::ui
