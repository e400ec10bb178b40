#include "ui/templates/studio/asset_picker.h"

#include "service/session.h"
#include "ui/kit/page.h"
#include "ui/kit/theme.h"
#include "ui/templates/studio/asset_library.h"

#include <QDialog>
#include <QPointer>
#include <QVBoxLayout>

namespace audience::ui {

static Page *pageAround(QWidget *widget) {
    while (widget && !qobject_cast<Page *>(widget))
        widget = widget->parentWidget();
    return qobject_cast<Page *>(widget);
}

void pickAsset(QWidget *near, std::shared_ptr<service::Session> session, const std::string &current, int shownWidth,
               const std::function<void(const service::AssetView &)> &taken) {
    auto *dialog = new QDialog(near);
    dialog->setObjectName(QStringLiteral("assetPicker"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(AssetLibrary::tr("Choose a picture"));
    dialog->resize(Theme::instance().pixels(744), Theme::instance().pixels(620));
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *library = new AssetLibrary(std::move(session), AssetLibrary::Mode::Pick, dialog);
    library->setShownWidth(shownWidth);
    library->choose(current);
    layout->addWidget(library);
    QObject::connect(library, &AssetLibrary::chosen, near, [dialog = QPointer<QDialog>(dialog), taken](const service::AssetView &asset) {
        if (dialog)
            dialog->close();
        taken(asset);
    });
    if (Page *page = pageAround(near)) {
        QObject::connect(library, &AssetLibrary::said, page, &Page::said);
        QObject::connect(library, &AssetLibrary::saidWithUndo, page, &Page::saidWithUndo);
        QObject::connect(library, &AssetLibrary::goTo, page, [page, dialog = QPointer<QDialog>(dialog)](const QString &other, const QString &target) {
            if (dialog)
                dialog->close();
            Q_EMIT page->goTo(other, target);
        });
    }
    dialog->open();
}

} // namespace audience::ui
