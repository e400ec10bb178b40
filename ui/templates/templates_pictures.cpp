// The pictures of the workspace on the templates page: opened from below the list and from the palette.
#include "service/session.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/asset_library.h"
#include "ui/templates/templates_page.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace audience::ui {

void TemplatesPage::addPictures() {
    m_library = new AssetLibrary(m_session, AssetLibrary::Mode::Manage, m_pages);
    m_pages->addWidget(m_library);
    connect(m_library, &AssetLibrary::said, this, &Page::said);
    connect(m_library, &AssetLibrary::saidWithUndo, this, &Page::saidWithUndo);
    connect(m_library, &AssetLibrary::goTo, this, [this](const QString &page, const QString &target) { page == key() ? open(target) : Q_EMIT goTo(page, target); });
    connect(m_library, &AssetLibrary::changed, this, [this] { m_soon.start(); }); // what is read out may be another
    auto *button = makeButton(QStringLiteral("templatePictures"), tr("Pictures"), "quiet", "image", this);
    button->setToolTip(tr("The pictures of your emails: add, name and find them"));
    connect(button, &QPushButton::clicked, this, [this] { open(QStringLiteral("pictures")); });
    auto *import = makeButton(QStringLiteral("templateImportFile"), tr("Import"), "quiet", "file-up", this);
    import->setToolTip(tr("An email from a file: HTML, MJML or one that was exported here"));
    connect(import, &QPushButton::clicked, this, &TemplatesPage::askForImport);
    auto *flow = new FlowLayout(nullptr, space::kTiny, 0);
    flow->addWidget(button);
    flow->addWidget(import);
    if (auto *column = qobject_cast<QVBoxLayout *>(list()->layout()))
        column->addLayout(flow);
}

void TemplatesPage::showPictures(const QStringList &files) {
    closeDocument();
    m_isPictures = true;
    choosePage();
    m_library->setFocus();
    m_library->addFiles(files);
}

bool TemplatesPage::arePicturesSettled() const { return !m_library->isVisible() || m_library->isSettled(); }

QList<PaletteEntry> TemplatesPage::paletteEntries() const {
    QList<PaletteEntry> entries = DefinitionPage::paletteEntries();
    entries.append({tr("Pictures"), tr("command"), key(), QStringLiteral("pictures"), {}, QStringLiteral("image")});
    entries.append({tr("Import an email from a file"), tr("command"), key(), QStringLiteral("import"), {}, QStringLiteral("file-up")});
    return entries;
}

} // namespace audience::ui
