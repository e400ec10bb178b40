#include "ui/kit/settings_section.h"

#include "ui/kit/notice.h"

namespace audience::ui {

void SettingsSection::noteRead() {
    m_isRead = true;
    Q_EMIT wasRead();
}

void SettingsSection::sayUnread(Notice *notice, const QString &why) {
    if (m_isRead)
        notice->say(Tone::Bad, why, {});
    else
        Q_EMIT couldNotRead(why);
}

} // namespace audience::ui
