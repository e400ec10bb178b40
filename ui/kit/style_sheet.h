// The style sheet of the window, made of the tokens. Widgets say what they are with the dynamic property
// "role"; nothing else sets colours by hand.
#pragma once

#include "ui/kit/theme.h"

namespace audience::ui {

QString styleSheetOf(const Tokens &tokens, Scheme scheme, qreal textScale);

} // namespace audience::ui
