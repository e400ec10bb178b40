// Segments: saved ones at the left, the rule in the middle with its text and SQL, what it means at the
// right. Counts follow every edit; answers to older rules are dropped.
#pragma once

#include "async/latest.h"
#include "service/segment_service.h"
#include "ui/kit/page.h"

#include <QTimer>

#include <memory>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace audience::ui {

class Notice;
class ReachPanel;
class RuleDocument;
class RuleView;
class SideList;
class TableModel;
class TableView;
class TabRow;

class SegmentsPage final : public Page {
    Q_OBJECT
public:
    explicit SegmentsPage(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    ~SegmentsPage() override;

    QString key() const override { return QStringLiteral("segments"); }
    QString title() const override { return tr("Segments"); }
    const char *iconName() const override { return "users"; }
    QString heading() const override;
    QList<QWidget *> stateChips() override;
    QList<QWidget *> actions() override;
    QList<PaletteEntry> paletteEntries() const override;
    void open(const QString &target) override; // a segment's id, "new"
    void workspaceChanged() override;
    bool isSettled() const override { return !m_isLoading && !m_isCounting && !m_isListing && !m_debounce.isActive(); }
    RuleDocument *document() { return m_document; }

private:
    struct Everything {
        std::vector<service::SegmentView> segments;
        service::RuleVocabulary vocabulary;
        Instant dataTime;
    };
    struct Answer {
        std::vector<service::FindingView> findings;
        std::optional<service::CountView> count;
        service::RowsPage members;
        std::optional<Error> error;
    };
    void buildMiddle(QWidget *middle);
    void reload();
    void countList();
    void show(const service::SegmentView &segment);
    void recount();
    void showAnswer(const Answer &answer);
    void save();
    void removeCurrent();
    void refreshText();
    void takeText();
    void refreshState();
    void say(const Error &error);

    std::shared_ptr<service::Session> m_session;
    std::vector<service::SegmentView> m_segments;
    service::RuleVocabulary m_vocabulary;
    service::SegmentView m_current;
    bool m_wasRenamed = false;
    QString m_wanted;
    bool m_isLoading = false, m_isCounting = false, m_isListing = false;
    RuleDocument *m_document;
    SideList *m_list;
    TabRow *m_tabs;
    QStackedWidget *m_stack;
    QLineEdit *m_name;
    RuleView *m_rule;
    QPlainTextEdit *m_text, *m_sql;
    Notice *m_notice, *m_textNotice;
    TableModel *m_members;
    TableView *m_membersView;
    QLabel *m_membersTitle, *m_saved;
    ReachPanel *m_reach;
    QToolButton *m_undo, *m_redo, *m_remove;
    QPushButton *m_save, *m_takeText;
    QTimer m_debounce;
    Latest<Everything> m_everything;
    Latest<Answer> m_answer;
    Latest<std::vector<std::int64_t>> m_counts;
    Latest<std::string> m_asText, m_asSql;
};

} // namespace audience::ui
