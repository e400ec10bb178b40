#include "ui/segments/segments_page.h"

#include "qbase/convert.h"
#include "service/remote_people.h"
#include "service/session.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/split_pane.h"
#include "ui/kit/state_view.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#include "ui/kit/turns.h"
#include "ui/people/member_opener.h"
#include "ui/segments/group_finder.h"
#include "ui/segments/history_trend.h"
#include "ui/segments/lists_card.h"
#include "ui/segments/members_panel.h"
#include "ui/segments/people_row.h"
#include "ui/segments/reach_panel.h"
#include "ui/segments/rule_answers.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/rule_view.h"
#include "ui/segments/sets_view.h"
#include "ui/segments/study_panel.h"
#include "ui/segments/suggested_list.h"
#include "ui/segments/suggestions_panel.h"
#include "ui/segments/table_writer.h"
#include "ui/segments/trait_finder.h"
#include "ui/text/sentences.h"
#include "ui/kit/widgets.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace audience::ui {

using service::SegmentService;

namespace {

constexpr int kNarrow = 900, kListWide = 212, kListNarrow = 168, kReachWide = 256, kReachNarrow = 244;
constexpr int kWidest = 1160; // what is read wants no longer lines, whatever the window's size
enum Pages { PageWork, PageNoSegments, PageNoPeople, PageSets, PageSuggestions };

} // namespace

SegmentsPage::SegmentsPage(std::shared_ptr<service::Session> session, QWidget *parent)
    : DefinitionPage(std::move(session), "segment", {tr("segment"), tr("New segment"), tr("Save segment"), tr("Segments")}, false, parent),
      m_document(new RuleDocument(this)), m_traits(new TraitFinder(m_session, this)), m_words(this), m_figures(this, &m_figuresPool), m_answer(this), m_counts(this),
      m_asText(this), m_asSql(this) {
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_panes = new SplitPane(QStringLiteral("segmentPanes"), Qt::Horizontal, true, this);
    layout->addWidget(m_panes);
    m_panes->addPane(buildList(), Theme::instance().pixels(kListWide), tr("the list"));
    m_pages = new QStackedWidget(this);
    m_state = new StateView(QStringLiteral("segmentsState"), m_pages, this);
    m_state->showLoading(tr("Reading the segments…"));
    connect(m_state, &StateView::actionWanted, this, &SegmentsPage::workspaceChanged);
    m_panes->addPane(m_state, 0, tr("the rule"));
    m_work = new SplitPane(QStringLiteral("segmentWork"), Qt::Horizontal, true, m_pages);
    inTurn([this] {
        auto *middle = new QWidget(m_work);
        buildMiddle(middle);
        m_work->addPane(middle, 0, tr("the rule"));
    });
    inTurn([this] { buildBeside(); });
    inTurn([this] { buildSets(); });
    inTurn([this] {
        buildSuggestions();
        begin();
    });
}

// What stands beside the rule, and in its place where there is none.
void SegmentsPage::buildBeside() {
    m_reach = new ReachPanel(m_work);
    m_work->addPane(m_reach, Theme::instance().pixels(kReachWide), tr("whom it reaches"));
    connectReach();
    m_pages->addWidget(m_work);
    auto *none = new EmptyState(QStringLiteral("users"), tr("No segments yet"),
                                tr("A segment is a rule that says who gets an email: big spenders, new this month, not seen for a while. It is counted as you write it."),
                                tr("New segment"), m_pages);
    connect(none->button(), &QPushButton::clicked, this, [this] { open(QStringLiteral("new")); });
    m_pages->addWidget(none);
    auto *nobody = new EmptyState(QStringLiteral("users"), tr("Nobody to choose from yet"),
                                  tr("A segment picks people from your data. Import the people you may write to, then say here who gets what."), tr("Import data"), m_pages);
    connect(nobody->button(), &QPushButton::clicked, this, [this] { Q_EMIT goTo(QStringLiteral("data"), {}); });
    m_pages->addWidget(nobody);
}

void SegmentsPage::begin() {
    m_useIn = makeButton(QStringLiteral("segmentUseIn"), tr("Use in a campaign"), "primary", "send", this);
    m_useIn->hide();
    connect(m_useIn, &QPushButton::clicked, this,
            [this] { Q_EMIT goTo(QStringLiteral("campaigns"), QStringLiteral("new:segment=%1").arg(current().id)); });
    connectRule();
    setUndoStack(&m_document->undoStack());
    loadWords();
    reload();
}

SegmentsPage::~SegmentsPage() {
    m_document->undoStack().disconnect(this); // it says goodbye when the page is gone already
}

QWidget *SegmentsPage::buildList() {
    m_side = new QWidget(m_panes);
    m_side->setMinimumWidth(Theme::instance().pixels(kListNarrow) * 3 / 4);
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    list()->setMinimumWidth(0);
    list()->setMaximumWidth(QWIDGETSIZE_MAX); // the pane's
    column->addWidget(list(), 1);
    connect(list(), &DefinitionList::detailsWanted, this, &SegmentsPage::countRows);
    keepShelves();
    m_suggested = new SuggestedList(m_side);
    column->addWidget(m_suggested);
    connect(m_suggested, &SuggestedList::opened, this, [this](int group) { showSuggestions(true, group); });
    auto *foot = new QFrame(this);
    setRole(foot, "paneLeft");
    for (QWidget *part : {static_cast<QWidget *>(list()), static_cast<QWidget *>(m_suggested), static_cast<QWidget *>(foot)})
        ui::setProperty(part, "inSplit", true);
    auto *inside = new QVBoxLayout(foot);
    inside->setContentsMargins(space::kSmall, 0, space::kSmall, space::kSmall);
    inside->setSpacing(space::kSmall);
    inside->addWidget(makeLine(foot));
    m_openSets = makeButton(QStringLiteral("segmentSets"), tr("Lists and values"), "rail", "list", foot);
    m_openSets->setCheckable(true);
    m_openSets->setToolTip(tr("Lists of people, computed values, and who is never emailed"));
    connect(m_openSets, &QPushButton::clicked, this, [this] { showSets(true); });
    inside->addWidget(m_openSets);
    column->addWidget(foot);
    return m_side;
}

void SegmentsPage::buildSets() {
    m_sets = new SetsView(m_session, m_behind, m_pages);
    m_pages->addWidget(m_sets);
    connect(m_sets, &SetsView::saidWithUndo, this, &Page::saidWithUndo);
    connect(m_sets, &SetsView::failed, this, &SegmentsPage::say);
    connect(m_sets->lists(), &ListsCard::ruleWanted, this,
            [this](const model::SegmentRule &rule, const QString &name) { startNew(name, model::toJson(rule), true); });
    connect(m_sets, &SetsView::changed, this, [this] {
        list()->model()->forgetCounts();
        loadWords();
        reload();
        Q_EMIT touchedWorkspace();
    });
    // Once the list that it was chosen from is gone.
    m_rule->setNewValue([this] { QTimer::singleShot(0, this, [this] { open(QStringLiteral("sets:new-value")); }); });
}

void SegmentsPage::showSets(bool on) {
    if (on && hasDocument())
        closeDocument();
    if (on)
        showSuggestions(false);
    m_showsSets = on;
    m_openSets->setChecked(on);
    if (on)
        m_sets->reload();
    else
        DefinitionPage::open({});
    listLoaded();
    Q_EMIT headerChanged();
}

void SegmentsPage::up() {
    m_showsSuggestions = false;
    m_suggested->setChosen(-1);
    showSets(false);
}

QString SegmentsPage::heading() const {
    return m_showsSets ? tr("Lists and values") : m_showsSuggestions ? tr("Suggested from your data") : DefinitionPage::heading();
}

QString SegmentsPage::place() const {
    return m_showsSets ? QStringLiteral("sets") : m_showsSuggestions ? QStringLiteral("suggest") : DefinitionPage::place();
}

QList<PaletteEntry> SegmentsPage::paletteEntries() const {
    QList<PaletteEntry> entries = DefinitionPage::paletteEntries();
    entries.append({tr("Lists, computed values and who is never emailed"), title(), key(), QStringLiteral("sets"), {}, QStringLiteral("list")});
    entries.append({tr("New computed value"), tr("command"), key(), QStringLiteral("sets:new-value"), {}, QStringLiteral("sparkles")});
    entries.append({tr("Groups among your buyers, suggested from your data"), title(), key(), QStringLiteral("suggest"), {}, QStringLiteral("sparkles")});
    return entries;
}

// What each bar counts is what it opens: of the rule that was counted, whatever is being written by now.
void SegmentsPage::connectReach() {
    m_behind = new MemberOpener(m_session, this);
    connect(m_reach, &ReachPanel::reasonChosen, m_members, &MembersPanel::showKeptBack);
    connect(m_reach, &ReachPanel::traitChosen, this, [this] { m_tabs->setCurrent(m_stack->indexOf(m_studies.first())); });
    connect(m_reach, &ReachPanel::leftChosen, this, [this](int rules, const QString &title) {
        model::SegmentRule first = m_counted;
        if (first.root.children.size() > std::size_t(rules))
            first.root.children.resize(std::size_t(rules));
        m_behind->open(title, {}, [first](service::Session &session, const CancelToken &cancel) { return SegmentService(session).memberList(first, {}, false, cancel); });
    });
    connect(m_reach, &ReachPanel::reachableChosen, this, [this](const QString &topic, const QString &title) {
        std::vector<std::string> topics;
        if (!topic.isEmpty())
            topics.push_back(toUtf8(topic));
        m_behind->open(title, {}, [rule = m_counted, topics](service::Session &session, const CancelToken &cancel) {
            return SegmentService(session).leftList(rule, std::nullopt, topics, cancel);
        });
    });
}

void SegmentsPage::connectRule() {
    constexpr int kRestMs = 60, kLateMs = 120;
    m_figuresPool.setMaxThreadCount(1);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &SegmentsPage::countTheRest);
    m_late.setSingleShot(true);
    m_late.setInterval(kLateMs);
    connect(&m_late, &QTimer::timeout, m_reach, &ReachPanel::showCounting);
    connect(m_document, &RuleDocument::changed, this, &SegmentsPage::ruleChanged);
    connect(notice(), &Notice::actionWanted, this, [this] {
        if (m_saysFailed)
            recount();
    });
    connect(m_people, &PeopleRow::chosen, this,
            [this](const QString &name) { m_document->change(tr("Ask about other people"), service::aboutPeople(m_document->rule(), toUtf8(name))); });
    connect(m_document, &RuleDocument::released, this, [this] {
        if (!m_isCounting)
            m_rest.start(); // else once it is counted
    });
    connect(m_traits, &TraitFinder::changed, this, &SegmentsPage::showTraits);
    new RuleAnswers(m_session, m_people, m_rule);
    connect(m_members, &MembersPanel::said, this, &Page::said);
    connect(m_members, &MembersPanel::personChosen, this, [this](const QString &person) { Q_EMIT goTo(QStringLiteral("data"), QStringLiteral("person:") + person); });
}

void SegmentsPage::buildMiddle(QWidget *middle) {
    auto *layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_tabs = new TabRow(QStringLiteral("segmentTabs"), middle);
    m_tabs->addTab(QStringLiteral("tabRules"), tr("Rules"));
    layout->addWidget(m_tabs);
    addMessages(layout);
    m_writer = new TableWriter(m_session, middle);
    auto *writing = makeColumn(0);
    writing->setContentsMargins(space::kPage, space::kMedium, space::kPage, 0);
    writing->addWidget(m_writer);
    layout->addLayout(writing);
    connect(m_writer, &TableWriter::said, this, &Page::said);
    m_stack = new QStackedWidget(middle);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &TabRow::currentChanged, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        refreshText();
        showStudy();
    });
    auto *rules = new QWidget;
    auto *column = new QVBoxLayout(rules);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    column->setSpacing(space::kPage);
    m_people = new PeopleRow(rules);
    m_people->hide();
    column->addWidget(m_people);
    m_rule = new RuleView(m_document, rules);
    connect(m_rule, &RuleView::grouped, this, &Page::saidWithUndo);
    m_usedIn = makeButton(QStringLiteral("segmentUsedIn"), {}, "word", nullptr, rules);
    connect(m_usedIn, &QPushButton::clicked, this, &SegmentsPage::showUses);
    m_rule->setFootNote(m_usedIn);
    column->addWidget(m_rule);
    m_members = new MembersPanel(m_session, rules);
    column->addWidget(m_members, 1);
    rules->setMaximumWidth(kWidest);
    m_stack->addWidget(makeScroll(QStringLiteral("rulesScroll"), rules, m_stack));
    buildStudies();
    buildCodeTabs();
}

bool SegmentsPage::isSettled() const {
    return DefinitionPage::isSettled() && !m_isLoadingWords && !m_isCounting && !m_isReaching && !m_isListing && !m_rest.isActive() && !m_document->isHeld() &&
           m_writer->isSettled() && m_members->isSettled() && m_behind->isSettled() && m_sets->isSettled() && m_suggestions->isSettled() && m_trend->isSettled() &&
           !m_traits->isFinding() && !m_isWriting && !m_isWritingSql &&
           std::all_of(m_studies.begin(), m_studies.end(), [](const StudyPanel *panel) { return panel->isSettled(); });
}

Json SegmentsPage::body() const {
    return model::toJson(m_document->rule());
}

Result<void> SegmentsPage::showBody(const Json &body) {
    forgetCount();
    showNothing();
    if (body.is_null() || body.empty()) {
        m_document->load({});
        m_tabs->setCurrent(0); // there is nothing to look at before there are rules
        return {};
    }
    auto rule = model::segmentRuleFromJson(body);
    m_document->load(rule ? *rule : model::SegmentRule());
    return rule ? Result<void>() : Result<void>(rule.error());
}

void SegmentsPage::editBody(const Json &body) {
    if (const auto rule = model::segmentRuleFromJson(body))
        m_document->change(tr("Take another version"), *rule);
}

QVector<VersionRow> SegmentsPage::versions(const Json &theirs, const Json &mine) const {
    const auto partsOf = [this](const Json &body) {
        std::vector<QString> parts;
        const auto rule = model::segmentRuleFromJson(body);
        if (!rule)
            return parts;
        if (rule->root.kind == model::RuleNode::Kind::All)
            for (const auto &child : rule->root.children)
                parts.push_back(shortWords(child, m_rule->names()));
        else
            parts.push_back(shortWords(rule->root, m_rule->names()));
        return parts;
    };
    const auto left = partsOf(theirs), right = partsOf(mine);
    QVector<VersionRow> rows;
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i)
        rows.append({tr("Rule %1").arg(i + 1), i < left.size() ? left[i] : QString(), i < right.size() ? right[i] : QString()});
    return rows;
}

void SegmentsPage::open(const QString &target) {
    if (target.isEmpty() && (m_showsSets || m_showsSuggestions))
        return; // they are what was open
    if (target.startsWith(QLatin1String("suggest"))) {
        bool isOne = false;
        const int group = target.section(QLatin1Char(':'), 1).toInt(&isOne);
        return showSuggestions(true, isOne ? group : -1);
    }
    if (target.startsWith(QLatin1String("sets"))) {
        showSets(true);
        if (target == QLatin1String("sets:new-value"))
            m_sets->newValue();
        return;
    }
    if (!target.startsWith(QLatin1String("rule:")))
        return DefinitionPage::open(target);
    const auto json = parseJson(toUtf8(target.mid(5)));
    const auto rule = json ? model::segmentRuleFromJson(*json) : Result<model::SegmentRule>(json.error());
    if (!rule)
        return say(rule.error());
    startNew({}, model::toJson(*rule), true);
}

void SegmentsPage::workspaceChanged() {
    list()->model()->forgetCounts();
    for (StudyPanel *panel : std::as_const(m_studies))
        panel->dataChanged();
    m_traits->forget();
    m_groups->lookAgain();
    loadWords();
    reload();
    if (m_showsSets)
        m_sets->reload();
}

void SegmentsPage::resizeEvent(QResizeEvent *event) {
    DefinitionPage::resizeEvent(event);
    const Theme &theme = Theme::instance();
    const bool isNarrow = width() < theme.pixels(kNarrow);
    m_panes->setStandard(m_side, theme.pixels(isNarrow ? kListNarrow : kListWide));
    m_work->setStandard(m_reach, theme.pixels(isNarrow ? kReachNarrow : kReachWide));
}

void SegmentsPage::listFailed(const Error &error) {
    DefinitionPage::listFailed(error);
    if (!hasDocument())
        m_state->showError(tr("The segments could not be read"), sentence(error), tr("Read again"));
}

void SegmentsPage::listLoaded() {
    if (isUnread() && !hasDocument())
        return;
    if (!m_isLoadingWords && (hasDocument() || m_showsSets || m_showsSuggestions || DefinitionPage::isSettled()))
        m_state->showContent();
    m_pages->setCurrentIndex(m_showsSets ? PageSets : m_showsSuggestions ? PageSuggestions : hasDocument() || !all().empty() ? PageWork : m_hasWords || m_isLoadingWords ? PageNoSegments : PageNoPeople);
}

void SegmentsPage::documentChanged() {
    m_writer->leave();
    if (hasDocument() && std::exchange(m_showsSets, false))
        m_openSets->setChecked(false);
    if (hasDocument() && std::exchange(m_showsSuggestions, false))
        m_suggested->setChosen(-1);
    listLoaded();
    m_tabs->setCurrent(m_tabs->current());
    refreshText();
    const auto &uses = usesOf(current().id);
    m_usedIn->setVisible(!uses.empty());
    m_usedIn->setText(tr("Used in %Ln places", nullptr, int(uses.size())));
    m_usedIn->setAccessibleName(m_usedIn->text());
    ruleChanged();
}

void SegmentsPage::showUses() {
    QList<PickerItem> items;
    using By = service::DefinitionUse::By;
    const auto &uses = usesOf(current().id);
    for (std::size_t i = 0; i < uses.size(); ++i) {
        const By by = uses[i].by;
        const auto [icon, group] = by == By::Campaign  ? std::pair("send", tr("Campaigns"))
                                   : by == By::Segment ? std::pair("users", tr("Segments"))
                                   : by == By::Trait   ? std::pair("sparkles", tr("Computed values"))
                                                       : std::pair("shield", tr("Safety"));
        items.append({QString::number(i), by == By::Safety ? wordsOf(uses[i]) : toQString(uses[i].name).left(100), {}, QLatin1String(icon), group});
    }
    Picker::pickOne(m_usedIn, items, {}, [this, uses](const QStringList &ids) {
        const auto &use = uses[ids.first().toUInt()];
        if (use.by == By::Campaign)
            Q_EMIT goTo(QStringLiteral("campaigns"), QString::number(use.id));
        else
            open(use.by == By::Segment ? QString::number(use.id) : QStringLiteral("sets"));
    });
}

QString SegmentsPage::wordsOf(const service::DefinitionUse &use) const {
    const QString name = toQString(use.name).left(80);
    switch (use.by) {
    case service::DefinitionUse::By::Campaign: return tr("campaign \"%1\"").arg(name);
    case service::DefinitionUse::By::Segment: return tr("segment \"%1\"").arg(name);
    case service::DefinitionUse::By::Trait: return tr("computed value \"%1\"").arg(name);
    case service::DefinitionUse::By::Safety: break;
    }
    return tr("who is never emailed");
}

QWidget *SegmentsPage::primaryWhenSaved() {
    return m_useIn;
}

void SegmentsPage::addToMenu(QMenu *menu) {
    if (asksElsewhere()) { // what is not here is neither a file nor a list
        menu->addAction(tr("Write as a table there…"), this, &SegmentsPage::writeTable);
        return;
    }
    menu->addAction(tr("Export the members…"), this, &SegmentsPage::exportMembers);
    menu->addAction(tr("Keep these people as a list"), this, &SegmentsPage::keepAsList);
    menu->addAction(tr("Write as a table in a database…"), this, &SegmentsPage::writeTable);
}

void SegmentsPage::writeTable() {
    const service::PeopleChoice *people = m_people->people();
    m_writer->open(countable(m_document->rule()).rule, name(), people ? people->connection : std::string(), m_vocabulary);
}

void SegmentsPage::keepAsList() {
    service::SegmentView segment;
    segment.name = toUtf8(name());
    segment.rule = countable(m_document->rule()).rule;
    m_sets->lists()->keepSegment(segment);
}

void SegmentsPage::exportMembers() {
    askWhereToSave(this, {tr("Export the members"), tr("Tables (*.csv)"), fileNameFrom(name(), QStringLiteral(".csv")), QStringLiteral("csv")},
                   [this](const QString &path) { m_members->exportTo(path); });
}

} // namespace audience::ui
