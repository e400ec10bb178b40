// Segments: saved ones at the left, the rule in the middle with its text and SQL, what it means at the
// right. Counts follow every edit; answers to older rules are dropped. In place of a segment also the lists, the
// computed values and who is never emailed.
#pragma once

#include "async/newest.h"
#include "service/people_choice.h"
#include "service/safety.h"
#include "service/segment_service.h"
#include "ui/kit/definition_page.h"
#include "ui/segments/rule_gaps.h"

#include <QElapsedTimer>
#include <QTimer>

class QBoxLayout;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace audience::ui {

class GroupFinder;
class HistoryTrend;
class MemberOpener;
class MembersPanel;
class PeopleRow;
class ReachPanel;
class SplitPane;
class RuleDocument;
class RuleView;
class SetsView;
class StateView;
class StudyPanel;
class SuggestedList;
class SuggestionsPanel;
class TabRow;
class TableWriter;
class TraitFinder;

class SegmentsPage final : public DefinitionPage {
    Q_OBJECT
public:
    explicit SegmentsPage(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    ~SegmentsPage() override;

    QString key() const override { return QStringLiteral("segments"); }
    QString title() const override { return tr("Segments"); }
    const char *iconName() const override { return "users"; }
    QString heading() const override;
    QString place() const override;
    QList<PaletteEntry> paletteEntries() const override;
    // A segment's id, "new", "rule:<json>": a new one with this rule, "sets": lists and values, "sets:new-value",
    // "suggest": groups among the buyers, "suggest:2": that one of them.
    void open(const QString &target) override;
    void up() override;
    void workspaceChanged() override;
    bool isSettled() const override;
    RuleDocument *document() { return m_document; }
    const model::SegmentRule &countedRule() const { return m_counted; } // whose figures are shown

protected:
    Json body() const override;
    Result<void> showBody(const Json &body) override;
    void editBody(const Json &body) override;
    QVector<VersionRow> versions(const Json &theirs, const Json &mine) const override;
    void documentChanged() override;
    void listLoaded() override;
    void listFailed(const Error &error) override;
    void resizeEvent(QResizeEvent *event) override;
    QWidget *primaryWhenSaved() override;
    void addToMenu(QMenu *menu) override;
    QString wordsOf(const service::DefinitionUse &use) const override;

private:
    struct Words {
        service::RuleVocabulary vocabulary;
        service::SafetySets safety;
        std::vector<service::PeopleChoice> people;
        std::string of; // whose words they are
        Instant dataTime;
    };
    // What follows every change at once, also while a value is dragged, and what waits until the hand rests.
    struct Figures {
        CountableRule counted;
        std::vector<service::FindingView> findings;
        std::optional<service::CountView> count;
        std::optional<std::int64_t> tables; // bytes of those a database looked at
        std::optional<Error> error;
    };
    struct Reach {
        service::SegmentReach all;
        std::vector<service::TopicReach> topics;
        std::vector<service::MissingValue> missing;
    };
    QWidget *buildList();
    void buildBeside();
    void begin(); // once all parts are there
    void buildSets();
    void showSets(bool on);
    void buildSuggestions();
    void showSuggestions(bool on, int group = -1);
    void listSuggestions();
    void keepAsList();
    void buildMiddle(QWidget *middle);
    void buildCodeTabs();
    void buildStudies();
    void addStudy(StudyPanel *panel, const QString &tabName, const QString &label);
    void showStudy();
    void showTraits();
    void showTrend();
    void connectRule();
    void connectReach();
    void loadWords();
    void ruleChanged();
    bool asksElsewhere() const;
    QString placeOfPeople() const;
    void showDataTime();
    void writeTable();
    void countRows(const QVector<qint64> &ids);
    // How many people stay there altogether, as they were counted last.
    struct Everyone {
        std::string people;
        std::int64_t count = 0;
        QElapsedTimer since;
    };
    static Result<service::CountView> countOf(service::Session &session, const model::SegmentRule &rule, const Everyone &everyone, const CancelToken &cancel);
    static Figures figuresOf(service::Session &session, const model::SegmentRule &rule, const Everyone &everyone, const CancelToken &cancel);
    void forgetCount();
    void showNothing();
    void recount();
    void showFigures(const Figures &figures);
    void countTheRest();
    void sayFailed(const Error &error);
    void sayWhatIsGone(const std::vector<service::FindingView> &findings);
    void refreshText();
    void takeText();
    void showUses();
    void exportMembers();

    service::RuleVocabulary m_vocabulary;
    bool m_hasWords = false, m_isLoadingWords = false, m_isCounting = false, m_isReaching = false, m_isListing = false, m_saysGone = false, m_saysFailed = false, m_showsSets = false,
         m_showsSuggestions = false, m_hasCounted = false, m_isThere = false, m_isWriting = false, m_isWritingSql = false;
    RuleDocument *m_document;
    TabRow *m_tabs;
    StateView *m_state;
    QStackedWidget *m_pages, *m_stack;
    RuleView *m_rule;
    QWidget *m_textTab, *m_sqlTab;
    QPlainTextEdit *m_text, *m_sql;
    QVector<StudyPanel *> m_studies;
    TraitFinder *m_traits;
    HistoryTrend *m_trend;
    Notice *m_textNotice;
    MembersPanel *m_members;
    MemberOpener *m_behind;      // the people behind a bar
    model::SegmentRule m_counted;
    SplitPane *m_panes, *m_work;
    QWidget *m_side; // the list and what stands below it
    PeopleRow *m_people;
    TableWriter *m_writer;
    ReachPanel *m_reach;
    SetsView *m_sets;
    GroupFinder *m_groups;
    SuggestedList *m_suggested;
    SuggestionsPanel *m_suggestions;
    QPushButton *m_takeText, *m_useIn, *m_usedIn, *m_openSets;
    QTimer m_rest, m_late; // the hand rests; the figures are not there yet
    int m_edit = 0;        // what is counted
    std::string m_wordsOf; // the people whose words these are
    Instant m_dataTime;
    Everyone m_everyone;
    std::map<std::string, std::string> m_placeOf; // of the counted rule's parts in the whole one
    QThreadPool m_figuresPool; // nothing else stands in the way of a drag
    Latest<Words> m_words;
    Newest<Figures> m_figures;
    Latest<Reach> m_answer;
    Latest<std::vector<std::pair<qint64, qint64>>> m_counts;
    Latest<std::string> m_asText, m_asSql;
};

} // namespace audience::ui
