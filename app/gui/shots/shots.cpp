#include "app/gui/shots/shots.h"

#include "qbase/convert.h"

#include <QApplication>
#include <QDir>
#include <QPainter>

#include <algorithm>
#include <iterator>

namespace audience::gui {

namespace {

QList<Shot> chosen(const QStringList &only) {
    const QList<Shot> all = allShots();
    QList<Shot> wanted;
    std::copy_if(all.begin(), all.end(), std::back_inserter(wanted),
                 [&](const Shot &shot) { return only.isEmpty() || only.contains(shot.page) || only.contains(shot.name); });
    return wanted;
}

// The window with what is open above it: lists and menus are windows of their own.
QPixmap pictureOf(QWidget *subject) {
    QPixmap picture = subject->grab();
    QPainter painter(&picture);
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *one : windows)
        if (one->isVisible() && one->windowType() == Qt::Popup && one->parentWidget() && one->parentWidget()->window() == subject)
            painter.drawPixmap(subject->mapFromGlobal(one->pos()), one->grab());
    return picture;
}

Result<void> take(Stage &stage, const Shot &shot, QSize size, const QString &path) {
    TRY(stage.enter(shot.place, size));
    TRY(shot.reach(stage));
    if (!pictureOf(stage.subject()).save(path))
        return Error(ErrorKind::Io, "data.cannot_write").with("path", toUtf8(path));
    stage.leave();
    return {};
}

} // namespace

QList<Shot> allShots() {
    return welcomeShots() + todayShots() + dataShots() + segmentShots() + templateShots() + campaignShots() + sendShots() + monitorShots() + shellShots() + settingShots() + connectionShots() + sourceShots() + remoteShots() + checkShots();
}

Result<int> takeShots(Workbench &workbench, const ShotOptions &options) {
    if (options.sizes.isEmpty())
        return Error(ErrorKind::Invalid, "shots.bad_size");
    if (!QDir().mkpath(options.directory))
        return Error(ErrorKind::Io, "data.cannot_write").with("path", toUtf8(options.directory));
    Stage stage(workbench);
    int count = 0;
    for (const ui::Scheme scheme : options.schemes) {
        ui::Theme::instance().apply(scheme);
        for (const QSize size : options.sizes)
            for (const Shot &shot : chosen(options.only)) {
                QString name = shot.name + (scheme == ui::Scheme::Light ? QStringLiteral("-light") : QStringLiteral("-dark"));
                if (size != options.sizes.first())
                    name += QStringLiteral("-%1x%2").arg(size.width()).arg(size.height());
                TRY(take(stage, shot, size, QDir(options.directory).filePath(name + options.suffix + QStringLiteral(".png"))));
                ++count;
            }
    }
    return count;
}

} // namespace audience::gui
