#include "ui/segments/segments_page.h"

#include "qbase/convert.h"
#include "service/data_service.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/notice.h"
#include "ui/kit/side_list.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/segments/reach_panel.h"
#include "ui/segments/rule_view.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

using service::SegmentService;
using service::SegmentView;

namespace {

constexpr int kMembersShown = 50;
constexpr int kMostMemberColumns = 6;

// The columns of the members table: the first ones, which tell who it is.
std::vector<std::string> memberColumns(const service::RuleVocabulary &vocabulary) {
    std::vector<std::string> columns;
    for (const auto &field : vocabulary.attributes)
        if (columns.size() < kMostMemberColumns)
            columns.push_back(field.name);
    return columns;
}

QPlainTextEdit *makeCode(const QString &objectName, const QString &name, QWidget *parent) {
    auto *edit = new QPlainTextEdit(parent);
    edit->setObjectName(objectName);
    edit->setAccessibleName(name);
    edit->setFont(Theme::instance().font(TypeRole::Mono));
    edit->setTabChangesFocus(true);
    return edit;
}

} // namespace

SegmentsPage::SegmentsPage(std::shared_ptr<service::Session> session, QWidget *parent)
    : Page(parent), m_session(std::move(session)), m_document(new RuleDocument(this)), m_everything(this), m_answer(this), m_counts(this),
      m_asText(this), m_asSql(this) {
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_list = new SideList(tr("Segments"), QStringLiteral("segmentList"), this);
    m_list->allowAdd(tr("New segment"));
    connect(m_list, &SideList::itemChosen, this, &SegmentsPage::open);
    connect(m_list, &SideList::addWanted, this, [this] { open(QStringLiteral("new")); });
    layout->addWidget(m_list);
    auto *middle = new QWidget(this);
    buildMiddle(middle);
    layout->addWidget(middle, 1);
    m_reach = new ReachPanel(this);
    layout->addWidget(m_reach);

    m_saved = makeChip({}, Tone::Good);
    m_saved->setParent(this);
    m_saved->hide();
    m_undo = makeTool(QStringLiteral("segmentUndo"), tr("Undo"), "undo-2", this);
    m_redo = makeTool(QStringLiteral("segmentRedo"), tr("Redo"), "redo-2", this);
    m_remove = makeTool(QStringLiteral("segmentRemove"), tr("Remove this segment"), "trash-2", this);
    m_save = makeButton(QStringLiteral("segmentSave"), tr("Save segment"), "primary", "check", this);
    for (QWidget *action : {static_cast<QWidget *>(m_undo), static_cast<QWidget *>(m_redo), static_cast<QWidget *>(m_remove), static_cast<QWidget *>(m_save)})
        action->hide();
    auto &stack = m_document->undoStack();
    connect(m_undo, &QToolButton::clicked, &stack, &QUndoStack::undo);
    connect(m_redo, &QToolButton::clicked, &stack, &QUndoStack::redo);
    connect(&stack, &QUndoStack::indexChanged, this, &SegmentsPage::refreshState);
    connect(m_save, &QPushButton::clicked, this, &SegmentsPage::save);
    connect(m_remove, &QToolButton::clicked, this, &SegmentsPage::removeCurrent);
    const auto shortcut = [this](const QKeySequence &keys, auto act) {
        auto *made = new QShortcut(keys, this);
        made->setContext(Qt::WidgetWithChildrenShortcut);
        connect(made, &QShortcut::activated, this, act);
    };
    shortcut(QKeySequence::Undo, [&stack] { stack.undo(); });
    shortcut(QKeySequence::Redo, [&stack] { stack.redo(); });
    shortcut(QKeySequence::Save, [this] { save(); });

    m_debounce.setSingleShot(true);
    m_debounce.setInterval(60);
    connect(&m_debounce, &QTimer::timeout, this, &SegmentsPage::recount);
    connect(m_document, &RuleDocument::changed, this, [this] {
        m_reach->showCounting();
        m_debounce.start();
    });
    m_rule->setValues([this](const QString &field, std::function<void(QList<PickerItem>)> found) {
        inBackground(this, [session = m_session, field] { return SegmentService(*session).topValues(toUtf8(field)); }, [found = std::move(found)](Result<std::vector<service::Bucket>> values) {
                QList<PickerItem> items;
                if (values)
                    for (const auto &value : *values)
                        items.append({toQString(value.label), toQString(value.label), formatNumber(value.count), {}});
                found(items);
            });
    });
    refreshState();
    reload();
}

SegmentsPage::~SegmentsPage() {
    m_document->undoStack().disconnect(this); // it says goodbye when the page is gone already
}

void SegmentsPage::buildMiddle(QWidget *middle) {
    auto *layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_tabs = new TabRow(QStringLiteral("segmentTabs"), middle);
    m_tabs->addTab(QStringLiteral("tabRules"), tr("Rules"));
    m_tabs->addTab(QStringLiteral("tabText"), tr("Text"));
    m_tabs->addTab(QStringLiteral("tabSql"), QStringLiteral("SQL"));
    layout->addWidget(m_tabs);
    m_notice = new Notice(QStringLiteral("segmentNotice"), middle);
    auto *noticeRow = new QVBoxLayout;
    noticeRow->setContentsMargins(space::kPage, space::kSmall, space::kPage, 0);
    noticeRow->addWidget(m_notice);
    layout->addLayout(noticeRow);
    m_stack = new QStackedWidget(middle);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &TabRow::currentChanged, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        refreshText();
    });

    auto *rules = new QWidget;
    auto *column = new QVBoxLayout(rules);
    column->setContentsMargins(space::kPage, space::kSmall, space::kPage, space::kPage);
    column->setSpacing(space::kMedium);
    auto *nameRow = makeRow();
    nameRow->addWidget(makeLabel(tr("Name"), "secondary", rules));
    m_name = new QLineEdit(rules);
    m_name->setObjectName(QStringLiteral("segmentName"));
    m_name->setAccessibleName(tr("Name of the segment"));
    m_name->setMaximumWidth(320);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_current.name = toUtf8(text.trimmed());
        m_wasRenamed = true;
        refreshState();
        Q_EMIT headerChanged();
    });
    nameRow->addWidget(m_name, 1);
    nameRow->addStretch(1);
    column->addLayout(nameRow);
    m_rule = new RuleView(m_document, rules);
    column->addWidget(m_rule);

    auto *card = makeCard({}, rules);
    card->layout()->setContentsMargins(1, 8, 1, 1);
    auto *head = makeRow();
    head->setContentsMargins(12, 0, 12, 0);
    head->addWidget(makeLabel(tr("Members"), "strong", card));
    m_membersTitle = makeLabel({}, "tertiary", card);
    head->addWidget(m_membersTitle);
    head->addStretch(1);
    static_cast<QVBoxLayout *>(card->layout())->addLayout(head);
    m_members = new TableModel(this);
    m_membersView = new TableView(QStringLiteral("membersTable"), tr("Members"), card);
    m_membersView->setProperty("role", QStringLiteral("plain"));
    m_membersView->setModel(m_members);
    m_membersView->setMinimumHeight(220);
    card->layout()->addWidget(m_membersView);
    column->addWidget(card, 1);
    m_stack->addWidget(makeScroll(QStringLiteral("rulesScroll"), rules, m_stack));

    auto *text = new QWidget(m_stack);
    auto *textColumn = new QVBoxLayout(text);
    textColumn->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kPage);
    m_textNotice = new Notice(QStringLiteral("segmentTextNotice"), text);
    textColumn->addWidget(m_textNotice);
    m_text = makeCode(QStringLiteral("segmentText"), tr("The rule as text"), text);
    textColumn->addWidget(m_text, 1);
    auto *textFoot = makeRow();
    textFoot->addWidget(makeLabel(tr("The same rule as text. Change it and use it."), "secondary", text), 1);
    m_takeText = makeButton(QStringLiteral("segmentTakeText"), tr("Use this text"), "", "check", text);
    connect(m_takeText, &QPushButton::clicked, this, &SegmentsPage::takeText);
    textFoot->addWidget(m_takeText);
    textColumn->addLayout(textFoot);
    m_stack->addWidget(text);

    auto *sql = new QWidget(m_stack);
    auto *sqlColumn = new QVBoxLayout(sql);
    sqlColumn->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kPage);
    m_sql = makeCode(QStringLiteral("segmentSql"), tr("The rule as SQL"), sql);
    m_sql->setReadOnly(true);
    sqlColumn->addWidget(m_sql, 1);
    sqlColumn->addWidget(makeLabel(tr("What a database would be asked. Both find the same people."), "secondary", sql));
    m_stack->addWidget(sql);
}

QString SegmentsPage::heading() const {
    return m_current.name.empty() ? (m_current.id.isValid() ? title() : tr("New segment")) : toQString(m_current.name);
}

QList<QWidget *> SegmentsPage::stateChips() {
    return {m_saved};
}

QList<QWidget *> SegmentsPage::actions() {
    return {m_undo, m_redo, m_remove, m_save};
}

QList<PaletteEntry> SegmentsPage::paletteEntries() const {
    QList<PaletteEntry> entries{{tr("New segment"), tr("command"), key(), QStringLiteral("new")}};
    for (const SegmentView &segment : m_segments)
        entries.append({toQString(segment.name), tr("segment"), key(), QString::number(segment.id.value)});
    return entries;
}

void SegmentsPage::workspaceChanged() {
    reload();
}

void SegmentsPage::say(const Error &error) {
    m_notice->say(Tone::Bad, sentence(error), {});
}

void SegmentsPage::reload() {
    m_isLoading = true;
    m_everything.request(
        [session = m_session](CancelToken) -> Result<Everything> {
            SegmentService service(*session);
            Everything all;
            TRY_ASSIGN(all.segments, service.list());
            TRY_ASSIGN(all.vocabulary, service.vocabulary());
            TRY_ASSIGN(const auto datasets, service::DataService(*session).datasets());
            for (const auto &dataset : datasets)
                all.dataTime = std::max(all.dataTime, dataset.updatedAt);
            return all;
        },
        [this](Result<Everything> all) {
            m_isLoading = false;
            if (!all) {
                m_vocabulary = {};
                return say(all.error());
            }
            m_notice->clear();
            m_segments = std::move(all->segments);
            m_vocabulary = std::move(all->vocabulary);
            m_rule->setVocabulary(m_vocabulary);
            if (all->dataTime.micros > 0)
                m_reach->setDataTime(tr("Data from %1").arg(QLocale(QLocale::English).toString(toQDateTime(all->dataTime).toLocalTime(), QStringLiteral("d MMM, HH:mm"))));
            QList<SideItem> items;
            for (const SegmentView &segment : m_segments)
                items.append({QString::number(segment.id.value), toQString(segment.name), {}, {}});
            m_list->setItems(items);
            m_list->choose(QString::number(m_current.id.value));
            countList();
            if (!m_wanted.isEmpty() || (!m_current.id.isValid() && m_document->undoStack().isClean()))
                open(std::exchange(m_wanted, {}));
            else
                m_debounce.start();
            Q_EMIT headerChanged();
        });
}

void SegmentsPage::countList() {
    m_isListing = true;
    m_counts.request(
        [session = m_session, segments = m_segments](CancelToken cancel) -> Result<std::vector<std::int64_t>> {
            std::vector<std::int64_t> counts;
            for (const SegmentView &segment : segments) {
                TRY(cancel.check());
                const auto count = SegmentService(*session).count(segment.rule, {}, cancel);
                counts.push_back(count ? count->count : -1);
            }
            return counts;
        },
        [this](Result<std::vector<std::int64_t>> counts) {
            m_isListing = false;
            if (!counts)
                return;
            for (std::size_t i = 0; i < counts->size() && i < m_segments.size(); ++i)
                if ((*counts)[i] >= 0)
                    m_list->setFigure(QString::number(m_segments[i].id.value), formatNumber((*counts)[i]));
        });
}

void SegmentsPage::open(const QString &target) {
    if (target == QLatin1String("new")) {
        show({});
        m_name->setFocus();
        return;
    }
    if (m_segments.empty() && m_isLoading) {
        m_wanted = target;
        return;
    }
    if (target.isEmpty()) {
        if (!m_current.id.isValid() && !m_segments.empty() && !m_document->isChanged())
            show(m_segments.front());
        return;
    }
    for (const SegmentView &segment : m_segments)
        if (QString::number(segment.id.value) == target && !(segment.id == m_current.id))
            return show(segment);
}

void SegmentsPage::show(const SegmentView &segment) {
    if (m_current.id.isValid() && m_document->isChanged()) {
        const SegmentView before{m_current.id, m_current.name, m_current.revision, m_document->rule()};
        Q_EMIT saidWithUndo(tr("Changes to \"%1\" were not saved").arg(toQString(m_current.name)), [this, before] {
            show(before);
            const auto rule = before.rule;
            for (const SegmentView &saved : m_segments)
                if (saved.id == before.id) {
                    m_document->load(saved.rule);
                    m_document->change(tr("Changes of before"), rule);
                }
        });
    }
    m_current = segment;
    m_wasRenamed = false;
    m_name->setText(toQString(segment.name));
    m_list->choose(QString::number(segment.id.value));
    m_notice->clear();
    m_reach->showNothing();
    m_document->load(segment.rule);
    refreshState();
    refreshText();
    Q_EMIT headerChanged();
}

void SegmentsPage::recount() {
    m_isCounting = true;
    m_answer.request(
        [session = m_session, rule = m_document->rule(), columns = memberColumns(m_vocabulary)](CancelToken cancel) -> Result<Answer> {
            SegmentService service(*session);
            Answer answer;
            answer.findings = service.check(rule);
            for (const auto &finding : answer.findings)
                if (finding.isError)
                    return answer;
            auto count = service.count(rule, {}, cancel);
            if (!count) {
                answer.error = count.error();
                return answer;
            }
            answer.count = std::move(*count);
            if (auto members = service.members(rule, columns, 0, kMembersShown, cancel))
                answer.members = std::move(*members);
            return answer;
        },
        [this](Result<Answer> answer) {
            m_isCounting = false;
            if (answer)
                showAnswer(*answer);
        });
}

void SegmentsPage::showAnswer(const Answer &answer) {
    m_rule->setFindings(answer.findings);
    if (answer.error)
        say(*answer.error);
    else
        m_notice->clear();
    if (!answer.count) {
        m_reach->showNothing();
        m_rule->setCounts({});
        m_members->setRows({}, {});
        m_membersTitle->setText({});
        return;
    }
    QStringList rules;
    const auto &root = m_document->rule().root;
    for (const auto &child : root.children)
        rules << shortWords(child);
    QVector<qint64> alone;
    for (const auto &step : answer.count->steps)
        alone.append(step.alone);
    m_rule->setCounts(alone);
    m_reach->show(*answer.count, rules);
    if (!m_document->isChanged() && m_current.id.isValid())
        m_list->setFigure(QString::number(m_current.id.value), formatNumber(answer.count->count));
    QVector<TableColumn> columns;
    int emailColumn = -1; // the longest of them gets what is left of the width
    for (const std::string &name : answer.members.columns) {
        TableColumn column{plainName(name)};
        for (const auto &field : m_vocabulary.attributes)
            if (field.name == name)
                column.number = field.isNumber && &name != &answer.members.columns.front(); // a key is a name, not an amount
        column.quiet = name.find("email") != std::string::npos;
        if (column.quiet)
            emailColumn = int(columns.size());
        columns.append(column);
    }
    TableRows rows;
    for (const auto &row : answer.members.rows) {
        QStringList cells;
        for (const std::string &cell : row)
            cells << toQString(cell);
        rows.append(cells);
    }
    const auto shown = rows.size();
    m_members->setRows(columns, rows);
    m_membersView->fitColumns(170, answer.members.columns.empty() ? -1 : emailColumn);
    m_membersTitle->setText(shown < answer.count->count ? tr("first %1 of %2").arg(shown).arg(formatNumber(answer.count->count)) : tr("all %1").arg(shown));
}

void SegmentsPage::save() {
    SegmentView segment = m_current;
    segment.rule = m_document->rule();
    inBackground(this, [session = m_session, segment] { return SegmentService(*session).save(segment); }, [this](Result<SegmentView> saved) {
            if (!saved) {
                say(saved.error());
                if (m_current.name.empty())
                    m_name->setFocus();
                return;
            }
            m_current = *saved;
            m_wasRenamed = false;
            m_document->markSaved();
            refreshState();
            Q_EMIT said(tr("Segment \"%1\" saved").arg(toQString(saved->name)));
            Q_EMIT touchedWorkspace();
            reload();
        });
}

void SegmentsPage::removeCurrent() {
    if (!m_current.id.isValid())
        return;
    SegmentView removed = m_current;
    inBackground(this, [session = m_session, id = removed.id] { return SegmentService(*session).remove(id); }, [this, removed](Result<void> done) {
            if (!done)
                return say(done.error());
            m_current = {};
            m_document->load({});
            reload();
            Q_EMIT touchedWorkspace();
            Q_EMIT saidWithUndo(tr("Segment \"%1\" removed").arg(toQString(removed.name)), [this, removed] {
                show({SegmentId{}, removed.name, 0, removed.rule});
                save();
            });
        });
}

void SegmentsPage::refreshText() {
    const auto rule = m_document->rule();
    if (m_tabs->current() == 1)
        m_asText.request([session = m_session, rule](CancelToken) -> Result<std::string> { return SegmentService(*session).toText(rule); },
                         [this](Result<std::string> text) {
                             m_textNotice->clear();
                             if (text)
                                 m_text->setPlainText(toQString(*text));
                         });
    if (m_tabs->current() == 2)
        m_asSql.request([session = m_session, rule](CancelToken) { return SegmentService(*session).sql(rule, "sqlite"); },
                        [this](Result<std::string> text) { m_sql->setPlainText(text ? toQString(*text) : sentence(text.error())); });
}

void SegmentsPage::takeText() {
    inBackground(this, [session = m_session, text = toUtf8(m_text->toPlainText())] { return SegmentService(*session).fromText(text); }, [this](Result<model::SegmentRule> rule) {
            if (!rule)
                return m_textNotice->say(Tone::Bad, sentence(rule.error()), {});
            m_textNotice->clear();
            m_document->change(tr("Change the rule as text"), *rule);
            m_tabs->setCurrent(0);
        });
}

void SegmentsPage::refreshState() {
    const auto &stack = m_document->undoStack();
    m_undo->setEnabled(stack.canUndo());
    m_redo->setEnabled(stack.canRedo());
    m_undo->setToolTip(stack.canUndo() ? tr("Undo: %1").arg(stack.undoText()) : tr("Undo"));
    m_redo->setToolTip(stack.canRedo() ? tr("Redo: %1").arg(stack.redoText()) : tr("Redo"));
    const bool isChanged = m_document->isChanged() || m_wasRenamed || !m_current.id.isValid();
    m_save->setEnabled(isChanged);
    m_remove->setProperty("absent", !m_current.id.isValid());
    setChip(m_saved, isChanged ? tr("Not saved yet") : tr("Saved"), isChanged ? Tone::Warning : Tone::Good);
}

} // namespace audience::ui
