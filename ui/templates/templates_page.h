// Templates: the saved ones at the left; subject, source, preview as a person and plain text in the
// middle; what the checks found at the foot and at the right.
#pragma once

#include "async/latest.h"
#include "service/segment_service.h"
#include "service/template_service.h"
#include "ui/kit/page.h"

#include <QTimer>
#include <QUndoStack>

#include <memory>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;
class QBoxLayout;

namespace audience::ui {

class EmailPreview;
class Notice;
class SideList;
class SourceEditor;
class TabRow;
struct PickerItem;

class TemplatesPage final : public Page {
    Q_OBJECT
public:
    explicit TemplatesPage(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    ~TemplatesPage() override;

    QString key() const override { return QStringLiteral("templates"); }
    QString title() const override { return tr("Templates"); }
    const char *iconName() const override { return "mail"; }
    QString heading() const override;
    QList<QWidget *> stateChips() override;
    QList<QWidget *> actions() override;
    QList<PaletteEntry> paletteEntries() const override;
    void open(const QString &target) override; // a template's id, "new"
    void workspaceChanged() override { reload(); }
    bool isSettled() const override;

private:
    struct Answer {
        std::vector<service::FindingView> findings;
        std::optional<service::EmailPreview> preview;
        std::optional<Error> error;
    };
    void buildMiddle(QWidget *middle);
    QWidget *makeFields(QWidget *parent);
    QWidget *makeFoot(QWidget *parent);
    QWidget *makeFindingsPane();
    void reload();
    void show(const service::TemplateView &view);
    void put(const model::EmailTemplate &email);
    void edit(const QString &what, const model::EmailTemplate &email, int merge);
    void edited();
    void look();
    void showAnswer(const Answer &answer);
    void pickPerson();
    void save();
    void removeCurrent();
    void refreshState();

    std::shared_ptr<service::Session> m_session;
    std::vector<service::TemplateView> m_templates;
    service::TemplateView m_current; // as it stands in the editors
    std::string m_person;            // key; empty: the first
    QList<PickerItem> m_people;
    QString m_wanted;
    bool m_isLoading = false, m_isLooking = false, m_isPutting = false;
    QUndoStack m_undoStack;
    SideList *m_list;
    QStackedWidget *m_pages, *m_stack;
    TabRow *m_tabs;
    Notice *m_notice;
    QLineEdit *m_name, *m_subject, *m_preheader;
    SourceEditor *m_source, *m_text;
    QPlainTextEdit *m_plain;
    EmailPreview *m_preview;
    QPushButton *m_as, *m_save;
    QToolButton *m_undo, *m_redo, *m_remove;
    QWidget *m_toLookIcon;
    QLabel *m_saved, *m_passed, *m_toLook, *m_size, *m_inboxTo, *m_inboxSubject, *m_inboxPreheader;
    QBoxLayout *m_findings;
    QTimer m_soon;
    Latest<std::vector<service::TemplateView>> m_latest;
    Latest<Answer> m_answer;
};

} // namespace audience::ui
