// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/correctedclock.h"
#include "core/desk/atrest.h"
#include "ui/parts/theme.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace updesk
{

/// What was asked for on the command line (the hooks for tests and pictures are hidden from --help).
struct StartOptions {
    QString profile; ///< folder of the store file
    QString sample; ///< small or large: made when the profile has no store
    QString now; ///< ISO time; only on sample stores
    int speed = 1;
    QString theme, user, screen, grab, perfLog, lead;
    QString lang; ///< region whose forms dates, times and money have; only on sample stores
    bool scaled = false; ///< --scale was given: only on sample stores
    bool offline = false; ///< the window shows a desk without its server; only on sample stores
    int width = 0, height = 0;
};

/// Reads the arguments; on a mistake prints it and gives nothing.
std::optional<StartOptions> readOptions(const QStringList &arguments);

/// An open store and the clock it runs on.
struct Opened {
    std::unique_ptr<Clock> clock;
    CorrectedClock *corrected = nullptr; ///< the same one, where it is not a sample's
    std::unique_ptr<Session> session;
};

QString storePath(const QString &profile);
QString samplePath(const QString &profile); ///< sample data live in a file of their own
ThemeName themeNamed(const QString &name, ThemeName otherwise);

/// The value of --scale, read before Qt starts because Qt takes it from the environment; empty: none, or not a number.
QByteArray scaleAsked(int argc, char **argv);

/// Gives this run the key of a file before it is opened: readyFile(), in whichever way.
using Ready = std::function<Result<FileKey>(const QString &path, const Clock &clock)>;

/// Opens the profile's store, making a sample first when that was asked for. NotFound: there is none yet. Denied with
/// subject now, user, lang, scale or offline: those act on sample stores only.
Result<Opened> openStore(const StartOptions &options, const QString &path, const Ready &ready);

} // namespace updesk
