// Templates: the saved ones with a picture each at the left; subject, preview as a person, source and plain
// text in the middle; inbox, fields and findings at the right; checks, size and "works for" at the foot. While one
// made of blocks is open, what it is put together from stands at the left and what can be set at the right. The page
// keeps the email and its one history: every editor shows what is here and says what to change.
#pragma once

#include "service/edge_people.h"
#include "service/template_lint.h"
#include "service/template_service.h"
#include "ui/kit/definition_page.h"
#include "ui/kit/picker.h"

#include <QTimer>
#include <QUndoStack>

class QPushButton;
class QStackedWidget;

namespace audience::ui {

class AssetLibrary;
class BlockDesk;
class BlockProperties;
class BlockShelf;
class EmailDesk;
class EmailFoot;
class EmailSide;
class ImprintPanel;
class ReviewBar;
class SendTestPanel;
class SplitPane;
class StateView;
class TemplateGallery;
class TemplatePictures;
class VariantBar;

class TemplatesPage final : public DefinitionPage {
    Q_OBJECT
public:
    explicit TemplatesPage(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    ~TemplatesPage() override;

    QString key() const override { return QStringLiteral("templates"); }
    QString title() const override { return tr("Templates"); }
    const char *iconName() const override { return "mail"; }
    void open(const QString &target) override; // a template's id, "new", "pictures", "pictures:FILES" to add, "import", "import:FILE"
    QList<PaletteEntry> paletteEntries() const override;
    QList<QWidget *> stateChips() override;
    void up() override; // from an email of blocks to the list
    void workspaceChanged() override;
    bool isSettled() const override;

protected:
    Json body() const override;
    Result<void> showBody(const Json &body) override;
    void editBody(const Json &body) override;
    void settle(std::function<void()> then) override;
    QVector<VersionRow> versions(const Json &theirs, const Json &mine) const override;
    QString noteOf(const service::SavedDefinition &definition) const override;
    void documentChanged() override;
    void listLoaded() override;
    void listFailed(const Error &error) override;
    QList<QWidget *> extraActions() override;
    QWidget *primaryWhenSaved() override;
    void addToMenu(QMenu *menu) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Answer {
        std::vector<service::FindingView> findings;
        std::vector<service::LintView> lints;
        std::optional<service::EmailPreview> preview;
        std::vector<service::FieldUse> uses;
        std::optional<Error> error;
    };
    void addSide();
    QWidget *makeMiddle(QWidget *parent);
    void buildWork();
    void buildBeside();
    void begin(); // once all parts are there
    void connectEditors();
    void connectBlocks();
    void connectPanels();
    void addPanes();
    void addProperties();
    // A translation or a variant, to be looked at; both empty: the email itself.
    struct Part {
        QString locale, variant;
    };
    void previewPart(const Part &part);
    model::EmailTemplate shown() const; // in the words of the variant that was chosen
    void editShown(const QString &what, const model::EmailTemplate &email, int merge); // an edit of that
    void showVariants();
    void chooseVariant(const QString &name); // "": the email itself; what is written elsewhere has been taken
    QString sourcePlace() const;             // of what is shown, among all emails and their variants
    void goToPlace(const QString &place, int line, int column);
    std::vector<service::FindingView> ofShown(std::vector<service::FindingView> findings) const;
    std::vector<service::LintView> ofShown(std::vector<service::LintView> lints) const;
    model::EmailTemplate previewed() const;
    void showReview();
    void choosePrimary();
    void loadBrand();
    void arrange();
    void put(const model::EmailTemplate &email);
    void edit(const QString &what, const model::EmailTemplate &email, int merge);
    void editPart(const QString &what, std::string model::EmailTemplate::*part, const QString &text, int merge);
    void editPreheader(const QString &text);
    static service::Imprint placeholders();
    void look();
    void showAnswer(const Answer &answer);
    void sayBroken(const Answer &answer);
    void loadFields();
    void pickPerson(QWidget *anchor);
    void findPeople(const QString &words, const std::function<void(const QList<PickerItem> &items)> &found);
    void step(int by);
    void choosePage();
    void addPictures();
    void showPictures(const QStringList &files);
    bool arePicturesSettled() const;
    void askForImport();
    void importFrom(const QString &path);
    void askForExport(int format); // of service::TemplateFormat
    void exportTo(int format, const QString &path);
    void imprintChanged();
    void startFrom(const model::EmailTemplate &email);

    model::EmailTemplate m_email; // as it stands in the editors
    Part m_part;
    std::string m_person;         // key; empty: the first
    bool m_isLooking = false, m_isPutting = false, m_isGallery = false, m_isPictures = false, m_isNarrow = false, m_isOther = false, m_isStudio = false, m_showsList = false, m_hasBlocks = false;
    QUndoStack m_edits;
    StateView *m_state;
    QStackedWidget *m_pages;
    SplitPane *m_panes, *m_work;
    BlockDesk *m_blocks;
    BlockProperties *m_properties;
    BlockShelf *m_shelf;
    ReviewBar *m_review;
    VariantBar *m_variantBar;
    EmailDesk *m_desk;
    EmailFoot *m_foot;
    EmailSide *m_side;
    ImprintPanel *m_imprint;
    SendTestPanel *m_sendTest;
    Notice *m_fileNotice; // what a file could not take along
    TemplatePictures *m_pictures;
    TemplateGallery *m_gallery;
    AssetLibrary *m_library;
    QPushButton *m_test, *m_useIn;
    QTimer m_soon;
    Latest<Answer> m_answer;
    struct FoundPeople {
        std::vector<service::EdgePerson> edges; // by the tool, each with why
        std::vector<std::pair<std::string, std::string>> people;
    };
    Latest<FoundPeople> m_found;
};

} // namespace audience::ui
