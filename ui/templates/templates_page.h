// Templates: the saved ones with a picture each at the left; subject, preview as a person, source and plain
// text in the middle; inbox, fields and findings at the right; checks, size and "works for" at the foot.
#pragma once

#include "service/template_service.h"
#include "ui/kit/definition_page.h"

#include <QTimer>
#include <QUndoStack>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace audience::ui {

class EmailHead;
class EmailPreview;
class EmailSide;
class ImprintPanel;
class SegmentedControl;
class SourceEditor;
class TabRow;
class TemplateGallery;
class TrialPanel;
struct PickerItem;

class TemplatesPage final : public DefinitionPage {
    Q_OBJECT
public:
    explicit TemplatesPage(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    ~TemplatesPage() override;

    QString key() const override { return QStringLiteral("templates"); }
    QString title() const override { return tr("Templates"); }
    const char *iconName() const override { return "mail"; }
    void open(const QString &target) override; // a template's id, "new"
    void workspaceChanged() override;
    bool isSettled() const override;

protected:
    Json body() const override;
    Result<void> showBody(const Json &body) override;
    void editBody(const Json &body) override;
    QVector<VersionRow> versions(const Json &theirs, const Json &mine) const override;
    QString noteOf(const service::SavedDefinition &definition) const override;
    void documentChanged() override;
    void listLoaded() override { choosePage(); }
    QList<QWidget *> extraActions() override;

private:
    struct Answer {
        std::vector<service::FindingView> findings;
        std::optional<service::EmailPreview> preview;
        std::vector<service::FieldUse> uses;
        std::optional<Error> error;
    };
    void buildMiddle(QWidget *middle);
    void buildTabs();
    QWidget *makeFoot(QWidget *parent);
    void connectEditors();
    void put(const model::EmailTemplate &email);
    void edit(const QString &what, const model::EmailTemplate &email, int merge);
    void editPart(const QString &what, std::string model::EmailTemplate::*part, const QString &text, int merge);
    void look();
    void showAnswer(const Answer &answer);
    void showPreview();
    void loadFields();
    void pickPerson();
    void step(int by);
    void makePictures(const QVector<qint64> &ids);
    void choosePage();
    void imprintChanged();
    void startFrom(const model::EmailTemplate &email);
    void goTo(const QString &part, int line, int column);
    void sendTest();
    void sendTestTo(const QString &address);

    model::EmailTemplate m_email; // as it stands in the editors
    std::string m_person;         // key; empty: the first
    QString m_shownHtml;
    bool m_isLooking = false, m_isPutting = false, m_isPicturing = false, m_isGallery = false, m_hasPeople = true;
    QUndoStack m_edits;
    QStackedWidget *m_pages, *m_stack;
    TabRow *m_tabs;
    EmailHead *m_head;
    SourceEditor *m_source, *m_text;
    QPlainTextEdit *m_plain;
    EmailPreview *m_preview;
    QWidget *m_paper;
    SegmentedControl *m_device;
    EmailSide *m_side;
    ImprintPanel *m_imprint;
    TrialPanel *m_trial;
    TemplateGallery *m_gallery;
    QPushButton *m_as, *m_test, *m_toLook;
    QLabel *m_passed, *m_size;
    QTimer m_soon;
    Latest<Answer> m_answer;
};

} // namespace audience::ui
