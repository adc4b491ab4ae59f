// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/screenkeys.h"

#include "ui/parts/letterkeys.h"
#include "ui/shell/commands.h"

#include <QCoreApplication>

#include <initializer_list>

namespace updesk
{
namespace
{

struct Named {
    const char *name;
    const char *words;
    QKeySequence keys;
};

void addAll(Commands &commands, const QString &screen, std::initializer_list<Named> all)
{
    for (const Named &one : all)
        commands.add({.name = screen + u'.' + QLatin1String(one.name),
            .words = QCoreApplication::translate("ScreenKeys", one.words),
            .keys = one.keys,
            .screen = screen,
            .run = {},
            .listens = Listens::Screen});
}

} // namespace

// The letters of the lead are those in force; the other keys are nobody's to change.
void addWorkKeys(Commands &commands, const QString &screen)
{
    addAll(commands, screen, {{"open", QT_TRANSLATE_NOOP("ScreenKeys", "Open the lead"), Qt::Key_Return}});
    for (int i = 0; i < kLetterCount; ++i)
        commands.add({.name = screen + u'.' + LetterKeys::name(Letter(i)),
            .words = LetterKeys::words(Letter(i)),
            .keys = letterKeys()->keys(Letter(i)),
            .screen = screen,
            .run = {},
            .listens = Listens::Screen});
    addAll(commands, screen,
        {{"outcome", QT_TRANSLATE_NOOP("ScreenKeys", "How the call ended: 1 to 7"), Qt::Key_1},
            {"outcomeTyping", QT_TRANSLATE_NOOP("ScreenKeys", "The same while typing: Alt and 1 to 7"),
                Qt::ALT | Qt::Key_1},
            {"reasons", QT_TRANSLATE_NOOP("ScreenKeys", "Why this score"), Qt::Key_Space},
            {"select", QT_TRANSLATE_NOOP("ScreenKeys", "Select a row"), Qt::Key_X},
            {"range", QT_TRANSLATE_NOOP("ScreenKeys", "Select more rows"), Qt::SHIFT | Qt::Key_Down},
            {"all", QT_TRANSLATE_NOOP("ScreenKeys", "Select all rows"), Qt::CTRL | Qt::Key_A},
            {"menu", QT_TRANSLATE_NOOP("ScreenKeys", "All that can be done to the row"), Qt::SHIFT | Qt::Key_F10},
            {"filter", QT_TRANSLATE_NOOP("ScreenKeys", "Filter the list, find in the timeline"), Qt::Key_Slash},
            {"saved", QT_TRANSLATE_NOOP("ScreenKeys", "Saved filters: Alt and 1 to 9"), Qt::ALT | Qt::Key_9},
            {"clear", QT_TRANSLATE_NOOP("ScreenKeys", "Clear filters"), Qt::CTRL | Qt::SHIFT | Qt::Key_X},
            {"next", QT_TRANSLATE_NOOP("ScreenKeys", "Next row, also Down"), Qt::Key_J},
            {"previous", QT_TRANSLATE_NOOP("ScreenKeys", "Previous row, also Up"), Qt::Key_K},
            {"home", QT_TRANSLATE_NOOP("ScreenKeys", "First row and new arrivals"), Qt::Key_Home},
            {"end", QT_TRANSLATE_NOOP("ScreenKeys", "Last row"), Qt::Key_End},
            {"fold", QT_TRANSLATE_NOOP("ScreenKeys", "Fold the group, Right unfolds it"), Qt::Key_Left}});
}

void addQuarantineKeys(Commands &commands, const QString &screen)
{
    addAll(commands, screen,
        {{"make", QT_TRANSLATE_NOOP("ScreenKeys", "Make a lead"), Qt::Key_Return},
            {"again", QT_TRANSLATE_NOOP("ScreenKeys", "Try again"), Qt::Key_R},
            {"aside", QT_TRANSLATE_NOOP("ScreenKeys", "Set aside"), Qt::Key_Delete},
            {"next", QT_TRANSLATE_NOOP("ScreenKeys", "Next row, also Down"), Qt::Key_J},
            {"previous", QT_TRANSLATE_NOOP("ScreenKeys", "Previous row, also Up"), Qt::Key_K}});
}

void addAppointmentKeys(Commands &commands, const QString &screen)
{
    addAll(commands, screen,
        {{"open", QT_TRANSLATE_NOOP("ScreenKeys", "Open the lead"), Qt::Key_Return},
            {"confirm", QT_TRANSLATE_NOOP("ScreenKeys", "They have confirmed"), Qt::Key_Y},
            {"arrive", QT_TRANSLATE_NOOP("ScreenKeys", "They are here"), Qt::Key_V},
            {"miss", QT_TRANSLATE_NOOP("ScreenKeys", "They did not come"), Qt::Key_M},
            {"move", QT_TRANSLATE_NOOP("ScreenKeys", "Another time"), Qt::Key_R},
            {"call", QT_TRANSLATE_NOOP("ScreenKeys", "Call"), Qt::Key_C},
            {"cancel", QT_TRANSLATE_NOOP("ScreenKeys", "They do not come: cancel it"), Qt::Key_Delete},
            {"today", QT_TRANSLATE_NOOP("ScreenKeys", "Today"), Qt::Key_T},
            {"before", QT_TRANSLATE_NOOP("ScreenKeys", "The day before"), Qt::Key_Left},
            {"after", QT_TRANSLATE_NOOP("ScreenKeys", "The day after"), Qt::Key_Right},
            {"wall", QT_TRANSLATE_NOOP("ScreenKeys", "Wall screen: first names only"), Qt::Key_F11},
            {"rate", QT_TRANSLATE_NOOP("ScreenKeys", "Show rate by lead time"), Qt::Key_S},
            {"log", QT_TRANSLATE_NOOP("ScreenKeys", "Showroom log: who came, gone or not"), Qt::Key_L},
            {"sold", QT_TRANSLATE_NOOP("ScreenKeys", "Sold log"), Qt::Key_W},
            {"print", QT_TRANSLATE_NOOP("ScreenKeys", "Print the day"), Qt::CTRL | Qt::Key_P},
            {"next", QT_TRANSLATE_NOOP("ScreenKeys", "Next row, also Down"), Qt::Key_J},
            {"previous", QT_TRANSLATE_NOOP("ScreenKeys", "Previous row, also Up"), Qt::Key_K}});
}

void addPlanKeys(Commands &commands, const QString &screen)
{
    addAll(commands, screen,
        {{"open", QT_TRANSLATE_NOOP("ScreenKeys", "Open the sequence, edit the step"), Qt::Key_Return},
            {"switch", QT_TRANSLATE_NOOP("ScreenKeys", "Switch the sequence on or off"), Qt::Key_Space},
            {"up", QT_TRANSLATE_NOOP("ScreenKeys", "Move the step up"), Qt::ALT | Qt::Key_Up},
            {"down", QT_TRANSLATE_NOOP("ScreenKeys", "Move the step down"), Qt::ALT | Qt::Key_Down},
            {"add", QT_TRANSLATE_NOOP("ScreenKeys", "Add a sequence, add a step"), Qt::Key_Insert},
            {"copy", QT_TRANSLATE_NOOP("ScreenKeys", "Copy the sequence"), Qt::CTRL | Qt::Key_D},
            {"use", QT_TRANSLATE_NOOP("ScreenKeys", "Use all that came with UpDesk"), Qt::CTRL | Qt::Key_Return},
            {"remove", QT_TRANSLATE_NOOP("ScreenKeys", "Remove the step"), Qt::Key_Delete},
            {"save", QT_TRANSLATE_NOOP("ScreenKeys", "Save as a new version"), Qt::CTRL | Qt::Key_S},
            {"next", QT_TRANSLATE_NOOP("ScreenKeys", "Next row, also Down"), Qt::Key_J},
            {"previous", QT_TRANSLATE_NOOP("ScreenKeys", "Previous row, also Up"), Qt::Key_K}});
}

void addTemplateKeys(Commands &commands, const QString &screen)
{
    const auto step = [](Qt::Key key) { return QKeySequence(Qt::CTRL | Qt::SHIFT | key); };
    addAll(commands, screen,
        {{"save", QT_TRANSLATE_NOOP("ScreenKeys", "Save the template or the script"), Qt::CTRL | Qt::Key_Return},
            {"fields", QT_TRANSLATE_NOOP("ScreenKeys", "All fields"), Qt::ALT | Qt::Key_Down},
            {"up", QT_TRANSLATE_NOOP("ScreenKeys", "Move the step up"), step(Qt::Key_Up)},
            {"down", QT_TRANSLATE_NOOP("ScreenKeys", "Move the step down"), step(Qt::Key_Down)},
            {"add", QT_TRANSLATE_NOOP("ScreenKeys", "Add a step"), step(Qt::Key_Insert)},
            {"remove", QT_TRANSLATE_NOOP("ScreenKeys", "Remove the step"), step(Qt::Key_Delete)}});
}

void addMessageKeys(Commands &commands, const QString &screen)
{
    addAll(commands, screen,
        {{"open", QT_TRANSLATE_NOOP("ScreenKeys", "Open the lead"), Qt::Key_Return},
            {"cancel", QT_TRANSLATE_NOOP("ScreenKeys", "Cancel it, or leave it as it is"), Qt::Key_Delete},
            {"again", QT_TRANSLATE_NOOP("ScreenKeys", "Send again"), Qt::Key_R},
            {"arrived", QT_TRANSLATE_NOOP("ScreenKeys", "It arrived"), Qt::Key_Y},
            {"lost", QT_TRANSLATE_NOOP("ScreenKeys", "It did not arrive"), Qt::Key_N},
            {"release", QT_TRANSLATE_NOOP("ScreenKeys", "Release sending that is on hold"), Qt::Key_H},
            {"next", QT_TRANSLATE_NOOP("ScreenKeys", "Next row, also Down"), Qt::Key_J},
            {"previous", QT_TRANSLATE_NOOP("ScreenKeys", "Previous row, also Up"), Qt::Key_K}});
}

} // namespace updesk
