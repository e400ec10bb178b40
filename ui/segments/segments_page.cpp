#include "ui/segments/segments_page.h"

#include "qbase/convert.h"
#include "service/data_service.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/state_view.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#include "ui/people/member_opener.h"
#include "ui/segments/condition_text.h"
#include "ui/segments/members_panel.h"
#include "ui/segments/reach_panel.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/rule_view.h"
#include "ui/text/sentences.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/text/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace audience::ui {

using service::SegmentService;

namespace {

constexpr int kNarrow = 900, kListWide = 212, kListNarrow = 168, kReachWide = 280, kReachNarrow = 244;
constexpr int kWidest = 1160; // what is read wants no longer lines, whatever the window's size
enum Pages { PageWork, PageNoSegments, PageNoPeople };

QPlainTextEdit *makeCode(const QString &objectName, const QString &name, QWidget *parent) {
    auto *edit = new QPlainTextEdit(parent);
    edit->setObjectName(objectName);
    edit->setAccessibleName(name);
    edit->setFont(Theme::instance().font(TypeRole::Mono));
    edit->setTabChangesFocus(true);
    edit->document()->setDocumentMargin(space::kMedium);
    return edit;
}

} // namespace

SegmentsPage::SegmentsPage(std::shared_ptr<service::Session> session, QWidget *parent)
    : DefinitionPage(std::move(session), "segment", {tr("segment"), tr("New segment"), tr("Save segment"), tr("Segments")}, false, parent),
      m_document(new RuleDocument(this)), m_words(this), m_answer(this), m_counts(this), m_asText(this), m_asSql(this) {
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(list());
    connect(list(), &DefinitionList::detailsWanted, this, &SegmentsPage::countRows);
    m_pages = new QStackedWidget(this);
    m_state = new StateView(QStringLiteral("segmentsState"), m_pages, this);
    m_state->showLoading(tr("Reading the segments…"));
    connect(m_state, &StateView::actionWanted, this, &SegmentsPage::workspaceChanged);
    layout->addWidget(m_state, 1);
    auto *work = new QWidget(m_pages);
    auto *row = new QHBoxLayout(work);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *middle = new QWidget(work);
    buildMiddle(middle);
    row->addWidget(middle, 1);
    m_reach = new ReachPanel(work);
    row->addWidget(m_reach);
    connectReach();
    m_pages->addWidget(work);
    auto *none = new EmptyState(QStringLiteral("users"), tr("No segments yet"),
                                tr("A segment is a rule that says who gets an email: big spenders, new this month, not seen for a while. It is counted as you write it."),
                                tr("New segment"), m_pages);
    connect(none->button(), &QPushButton::clicked, this, [this] { open(QStringLiteral("new")); });
    m_pages->addWidget(none);
    auto *nobody = new EmptyState(QStringLiteral("users"), tr("Nobody to choose from yet"),
                                  tr("A segment picks people from your data. Import the people you may write to, then say here who gets what."), tr("Import data"), m_pages);
    connect(nobody->button(), &QPushButton::clicked, this, [this] { Q_EMIT goTo(QStringLiteral("data"), {}); });
    m_pages->addWidget(nobody);
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

// What each bar counts is what it opens: of the rule that was counted, whatever is being written by now.
void SegmentsPage::connectReach() {
    m_behind = new MemberOpener(m_session, this);
    connect(m_reach, &ReachPanel::reasonChosen, m_members, &MembersPanel::showKeptBack);
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
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(60);
    connect(&m_debounce, &QTimer::timeout, this, &SegmentsPage::recount);
    connect(m_document, &RuleDocument::changed, this, [this] {
        m_reach->showCounting();
        m_debounce.start();
    });
    m_rule->setValues([this](const QString &field, std::function<void(QList<PickerItem>)> found) {
        inBackground(this, [session = m_session, field] { return SegmentService(*session).topValues(toUtf8(field)); },
                     [found = std::move(found)](Result<std::vector<service::Bucket>> values) {
                         QList<PickerItem> items;
                         if (values)
                             for (const auto &value : *values)
                                 items.append({toQString(value.label), toQString(value.label), formatNumber(value.count), {}});
                         found(items);
                     });
    });
    m_rule->setSpread([this](const QString &field, std::function<void(service::Spread)> found) {
        inBackground(this, [session = m_session, field] { return SegmentService(*session).spread(toUtf8(field)); },
                     [found = std::move(found)](Result<service::Spread> spread) {
                         if (spread)
                             found(*spread);
                     });
    });
    m_rule->setAsText(
        [this](const model::RuleNode &node, std::function<void(const QString &)> found) {
            model::SegmentRule part;
            part.root = node;
            inBackground(this, [session = m_session, part] { return SegmentService(*session).toText(part); },
                         [found = std::move(found)](const std::string &text) { found(toQString(text)); });
        },
        [this](const QString &text, std::function<void(Result<model::RuleNode>)> found) {
            inBackground(this, [session = m_session, text = toUtf8(text)] { return SegmentService(*session).fromText(text); },
                         [found = std::move(found)](Result<model::SegmentRule> rule) {
                             if (!rule)
                                 return found(rule.error());
                             const bool isOne = rule->root.kind == model::RuleNode::Kind::All && rule->root.children.size() == 1;
                             found(isOne ? rule->root.children.front() : rule->root);
                         });
        });
    connect(m_members, &MembersPanel::said, this, &Page::said);
    connect(m_members, &MembersPanel::personChosen, this, [this](const QString &person) { Q_EMIT goTo(QStringLiteral("data"), QStringLiteral("person:") + person); });
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
    addMessages(layout);
    m_stack = new QStackedWidget(middle);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &TabRow::currentChanged, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        refreshText();
    });
    auto *rules = new QWidget;
    auto *column = new QVBoxLayout(rules);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    column->setSpacing(space::kPage);
    m_rule = new RuleView(m_document, rules);
    m_usedIn = makeButton(QStringLiteral("segmentUsedIn"), {}, "word", nullptr, rules);
    connect(m_usedIn, &QPushButton::clicked, this, &SegmentsPage::showUses);
    m_rule->foot()->addWidget(m_usedIn);
    column->addWidget(m_rule);
    m_members = new MembersPanel(m_session, rules);
    column->addWidget(m_members, 1);
    rules->setMaximumWidth(kWidest);
    m_stack->addWidget(makeScroll(QStringLiteral("rulesScroll"), rules, m_stack));
    buildCodeTabs();
}

void SegmentsPage::buildCodeTabs() {
    const auto add = [this](const char *copyName, const QString &words, QPlainTextEdit *&edit, const QString &editName, const QString &accessible) {
        auto *tab = new QWidget(m_stack);
        auto *column = new QVBoxLayout(tab);
        column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
        column->setSpacing(space::kSmall);
        QFrame *card = makeCard({}, tab);
        card->layout()->setContentsMargins(1, 1, 1, 1);
        edit = makeCode(editName, accessible, card);
        card->layout()->addWidget(edit);
        column->addWidget(card, 1);
        auto *foot = makeRow();
        auto *label = makeLabel(words, "secondary", tab);
        label->setWordWrap(true);
        foot->addWidget(label, 1);
        auto *copy = makeButton(QLatin1String(copyName), tr("Copy"), "", "copy", tab);
        connect(copy, &QPushButton::clicked, this, [this, from = edit] {
            QGuiApplication::clipboard()->setText(from->toPlainText());
            Q_EMIT said(tr("Copied"));
        });
        foot->addWidget(copy);
        column->addLayout(foot);
        m_stack->addWidget(tab);
        return std::pair(column, foot);
    };
    const auto [column, foot] = add("segmentCopyText", tr("The same rule as text. Change it here if that is quicker, then use it."), m_text,
                                    QStringLiteral("segmentText"), tr("The rule as text"));
    m_textNotice = new Notice(QStringLiteral("segmentTextNotice"), m_stack);
    column->insertWidget(0, m_textNotice);
    m_takeText = makeButton(QStringLiteral("segmentTakeText"), tr("Use this text"), "", "check", m_stack);
    connect(m_takeText, &QPushButton::clicked, this, &SegmentsPage::takeText);
    foot->addWidget(m_takeText);
    add("segmentCopySql", tr("What a database would be asked. Both find the same people."), m_sql, QStringLiteral("segmentSql"), tr("The rule as SQL"));
    m_sql->setReadOnly(true);
}

bool SegmentsPage::isSettled() const {
    return DefinitionPage::isSettled() && !m_isLoadingWords && !m_isCounting && !m_isListing && !m_debounce.isActive() && m_members->isSettled() && m_behind->isSettled();
}

Json SegmentsPage::body() const {
    return model::toJson(m_document->rule());
}

Result<void> SegmentsPage::showBody(const Json &body) {
    m_reach->showNothing();
    if (body.is_null() || body.empty()) {
        m_document->load({});
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
    loadWords();
    reload();
}

void SegmentsPage::loadWords() {
    m_isLoadingWords = true;
    m_words.request(
        [session = m_session](CancelToken) -> Result<Words> {
            Words words;
            TRY_ASSIGN(words.vocabulary, SegmentService(*session).vocabulary());
            TRY_ASSIGN(const auto datasets, service::DataService(*session).datasets());
            for (const auto &dataset : datasets)
                words.dataTime = std::max(words.dataTime, dataset.updatedAt);
            return words;
        },
        [this](Result<Words> words) {
            m_isLoadingWords = false;
            m_hasWords = words.has_value();
            m_vocabulary = words ? std::move(words->vocabulary) : service::RuleVocabulary();
            if (!words && words.error().id != "data.no_people")
                say(words.error());
            m_rule->setVocabulary(m_vocabulary);
            m_members->setVocabulary(m_vocabulary);
            if (words && words->dataTime.micros > 0) {
                const ZoneScope here(this);
                const QDateTime at = zoned(words->dataTime);
                const QString when = at.date() == zonedToday() ? formatTime(at.time())
                                                                       : interfaceLocale().toString(at, datePattern(QStringLiteral("d MMM, HH:mm")));
                m_reach->setDataTime(tr("Data from %1").arg(when));
            }
            listLoaded();
            if (m_hasWords && hasDocument())
                m_debounce.start();
        });
}

void SegmentsPage::resizeEvent(QResizeEvent *event) {
    DefinitionPage::resizeEvent(event);
    const Theme &theme = Theme::instance();
    const bool isNarrow = width() < theme.pixels(kNarrow);
    list()->setFixedWidth(theme.pixels(isNarrow ? kListNarrow : kListWide));
    m_reach->setFixedWidth(theme.pixels(isNarrow ? kReachNarrow : kReachWide));
}

void SegmentsPage::listFailed(const Error &error) {
    DefinitionPage::listFailed(error);
    if (!hasDocument())
        m_state->showError(tr("The segments could not be read"), sentence(error), tr("Read again"));
}

void SegmentsPage::listLoaded() {
    if (isUnread() && !hasDocument())
        return;
    if (!m_isLoadingWords && (hasDocument() || DefinitionPage::isSettled()))
        m_state->showContent();
    m_pages->setCurrentIndex(hasDocument() || !all().empty() ? PageWork : m_hasWords || m_isLoadingWords ? PageNoSegments : PageNoPeople);
}

void SegmentsPage::documentChanged() {
    listLoaded();
    m_tabs->setCurrent(m_tabs->current());
    refreshText();
    const auto &uses = usesOf(current().id);
    m_usedIn->setVisible(!uses.empty());
    m_usedIn->setText(tr("Used in %Ln campaigns", nullptr, int(uses.size())));
    m_usedIn->setAccessibleName(m_usedIn->text());
    m_debounce.start();
}

void SegmentsPage::showUses() {
    QList<PickerItem> items;
    for (const auto &use : usesOf(current().id))
        items.append({QString::number(use.campaign), toQString(use.name).left(100), {}, QStringLiteral("send")});
    Picker::pickOne(m_usedIn, items, {}, [this](const QStringList &ids) { Q_EMIT goTo(QStringLiteral("campaigns"), ids.first()); });
}

QWidget *SegmentsPage::primaryWhenSaved() {
    return m_useIn;
}

void SegmentsPage::addToMenu(QMenu *menu) {
    menu->addAction(tr("Export the members…"), this, &SegmentsPage::exportMembers);
}

void SegmentsPage::exportMembers() {
    askWhereToSave(this, {tr("Export the members"), tr("Tables (*.csv)"), fileNameFrom(name(), QStringLiteral(".csv")), QStringLiteral("csv")},
                   [this](const QString &path) { m_members->exportTo(path); });
}

void SegmentsPage::countRows(const QVector<qint64> &ids) {
    std::vector<std::pair<qint64, Json>> wanted;
    const std::set<qint64> set(ids.begin(), ids.end());
    for (const auto &one : all())
        if (set.count(one.id) != 0)
            wanted.emplace_back(one.id, one.body);
    m_isListing = true;
    m_counts.request(
        [session = m_session, wanted = std::move(wanted)](CancelToken cancel) -> Result<std::vector<std::pair<qint64, qint64>>> {
            std::vector<std::pair<qint64, qint64>> counts;
            for (const auto &[id, body] : wanted) {
                TRY(cancel.check());
                const auto rule = model::segmentRuleFromJson(body);
                const auto count = rule ? SegmentService(*session).size(*rule, cancel) : Result<std::int64_t>(rule.error());
                counts.emplace_back(id, count ? *count : -1);
            }
            return counts;
        },
        [this](Result<std::vector<std::pair<qint64, qint64>>> counts) {
            m_isListing = false;
            if (counts)
                for (const auto &[id, count] : *counts)
                    list()->model()->setCount(id, count);
        });
}

void SegmentsPage::recount() {
    if (!hasDocument() || !m_hasWords)
        return;
    m_isCounting = true;
    m_answer.request(
        [session = m_session, rule = m_document->rule()](CancelToken cancel) -> Result<Answer> {
            SegmentService service(*session);
            Answer answer;
            answer.counted = countable(rule);
            answer.findings = service.check(rule);
            // What waits for a value is asked for in its row; it is no fault.
            std::erase_if(answer.findings, [&](const service::FindingView &finding) {
                return finding.id.rfind("segment.unknown", 0) != 0 &&
                       std::any_of(answer.counted.waiting.begin(), answer.counted.waiting.end(),
                                   [&](const std::string &path) { return finding.path == path || finding.path.rfind(path + "/", 0) == 0; });
            });
            for (const auto &finding : answer.findings)
                if (finding.isError)
                    return answer;
            auto count = service.count(answer.counted.rule, {}, cancel);
            if (!count) {
                answer.error = count.error();
                return answer;
            }
            answer.count = std::move(*count);
            if (auto topics = service.reachPerTopic(answer.counted.rule, cancel))
                answer.topics = std::move(*topics);
            return answer;
        },
        [this](Result<Answer> answer) {
            m_isCounting = false;
            if (answer)
                showAnswer(*answer);
        });
}

void SegmentsPage::sayWhatIsGone(const std::vector<service::FindingView> &findings) {
    QStringList gone;
    for (const auto &finding : findings)
        if (finding.id == "segment.unknown_field" || finding.id == "segment.unknown_event")
            for (const auto &[name, value] : finding.args)
                if (name == "field" || name == "event")
                    gone << QStringLiteral("\"%1\"").arg(plainName(value).left(60));
    gone.removeDuplicates();
    if (!gone.isEmpty())
        notice()->say(Tone::Warning, tr("The data have no %1 any more").arg(gone.join(QStringLiteral(", "))),
                      tr("Choose something else in the marked rules, remove them, or import the data that hold it."));
    else if (m_saysGone)
        notice()->clear();
    m_saysGone = !gone.isEmpty();
}

void SegmentsPage::showAnswer(const Answer &answer) {
    m_rule->setFindings(answer.findings);
    m_rule->setWaiting(answer.counted.waiting);
    sayWhatIsGone(answer.findings);
    if (answer.error)
        say(*answer.error);
    if (!answer.count) {
        m_reach->showNothing();
        m_rule->setCounts({});
        m_members->showNobody();
        return;
    }
    QVector<std::pair<QString, QString>> rules;
    const auto &children = answer.counted.rule.root.children;
    for (std::size_t i = 0; i < children.size(); ++i) {
        // A kind of rule without words of its own is called what its text says.
        const QString words = shortWords(children[i], m_rule->names());
        const bool isNamed = words != plainName(jsonText(children[i].condition, "type"));
        const QString text = isNamed || i >= answer.count->steps.size() ? QString() : toQString(answer.count->steps[i].text);
        rules.append({isNamed ? tinyWords(children[i], m_rule->names()) : text, isNamed ? words : text});
    }
    std::map<std::string, std::int64_t> alone;
    for (const auto &[path, people] : answer.count->alone)
        if (const auto place = answer.counted.placeOf.find(path); place != answer.counted.placeOf.end())
            alone[place->second] = people;
    m_rule->setCounts(alone, answer.count->everyone);
    m_counted = answer.counted.rule;
    m_reach->show(*answer.count, rules);
    m_reach->setTopics(answer.topics);
    if (!isChanged())
        list()->model()->setCount(current().id, answer.count->count);
    m_members->showRule(answer.counted.rule);
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
    inBackground(this, [session = m_session, text = toUtf8(m_text->toPlainText())] { return SegmentService(*session).fromText(text); },
                 [this](Result<model::SegmentRule> rule) {
                     markFault(m_text, rule ? nullptr : &rule.error());
                     if (!rule) {
                         m_textNotice->say(Tone::Bad, sentence(rule.error()), {});
                         return m_text->setFocus();
                     }
                     m_textNotice->clear();
                     m_document->change(tr("Change the rule as text"), *rule);
                     m_tabs->setCurrent(0);
                 });
}

} // namespace audience::ui
