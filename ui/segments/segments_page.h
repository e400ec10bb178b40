// Segments: saved ones at the left, the rule in the middle with its text and SQL, what it means at the
// right. Counts follow every edit; answers to older rules are dropped. In place of a segment also the lists, the
// computed values and who is never emailed.
#pragma once

#include "service/safety.h"
#include "service/segment_service.h"
#include "ui/kit/definition_page.h"
#include "ui/segments/rule_gaps.h"

#include <QTimer>

class QBoxLayout;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace audience::ui {

class MemberOpener;
class MembersPanel;
class ReachPanel;
class SplitPane;
class RuleDocument;
class RuleView;
class SetsView;
class StateView;
class TabRow;

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
    // A segment's id, "new", "rule:<json>": a new one with this rule, "sets": lists and values, "sets:new-value".
    void open(const QString &target) override;
    void up() override { showSets(false); }
    void workspaceChanged() override;
    bool isSettled() const override;
    RuleDocument *document() { return m_document; }

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

private:
    struct Words {
        service::RuleVocabulary vocabulary;
        service::SafetySets safety;
        Instant dataTime;
    };
    struct Answer {
        CountableRule counted;
        std::vector<service::FindingView> findings;
        std::optional<service::CountView> count;
        std::vector<service::TopicReach> topics;
        std::optional<Error> error;
    };
    QWidget *buildList();
    void buildSets();
    void showSets(bool on);
    void keepAsList();
    void buildMiddle(QWidget *middle);
    void buildCodeTabs();
    void connectRule();
    void connectReach();
    void loadWords();
    void countRows(const QVector<qint64> &ids);
    void recount();
    void showAnswer(const Answer &answer);
    void sayWhatIsGone(const std::vector<service::FindingView> &findings);
    void refreshText();
    void takeText();
    void showUses();
    void exportMembers();

    service::RuleVocabulary m_vocabulary;
    bool m_hasWords = false, m_isLoadingWords = false, m_isCounting = false, m_isListing = false, m_saysGone = false, m_showsSets = false;
    RuleDocument *m_document;
    TabRow *m_tabs;
    StateView *m_state;
    QStackedWidget *m_pages, *m_stack;
    RuleView *m_rule;
    QPlainTextEdit *m_text, *m_sql;
    Notice *m_textNotice;
    MembersPanel *m_members;
    MemberOpener *m_behind;      // the people behind a bar
    model::SegmentRule m_counted; // whose figures are shown
    SplitPane *m_panes, *m_work;
    QWidget *m_side; // the list and what stands below it
    ReachPanel *m_reach;
    SetsView *m_sets;
    QPushButton *m_takeText, *m_useIn, *m_usedIn, *m_openSets;
    QTimer m_debounce;
    Latest<Words> m_words;
    Latest<Answer> m_answer;
    Latest<std::vector<std::pair<qint64, qint64>>> m_counts;
    Latest<std::string> m_asText, m_asSql;
};

} // namespace audience::ui
