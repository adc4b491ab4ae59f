// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deskprogram.h"

#include <QApplication>
#include <QTranslator>

int main(int argc, char **argv)
{
    if (const QByteArray scale = updesk::scaleAsked(argc, argv); !scale.isEmpty())
        qputenv("QT_SCALE_FACTOR", scale);
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("updesk"));
    QApplication::setApplicationDisplayName(QStringLiteral("UpDesk"));
    QApplication::setApplicationVersion(QStringLiteral(UPDESK_VERSION));
    QTranslator words;
    if (words.load(QStringLiteral(":/i18n/updesk_en.qm")))
        QApplication::installTranslator(&words);
    const auto options = updesk::readOptions(QApplication::arguments());
    if (!options)
        return 2;
    updesk::DeskProgram program(*options);
    if (!program.begin())
        return 1;
    return QApplication::exec();
}
