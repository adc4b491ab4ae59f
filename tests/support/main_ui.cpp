// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mnemonics.h"
#include "tests/support/suite.h"

#include <QApplication>
#include <QDir>

using namespace updesk;

namespace
{

/// Fails the test in which a dialog or a screen has one letter of Alt twice: as it is shown, and as it is at each key.
class LetterWatch final : public QObject
{
protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *one = qobject_cast<QWidget *>(watched);
        while (event->type() == QEvent::KeyPress && one && !isPage(*one))
            one = one->parentWidget();
        if (one && isPage(*one) && (event->type() == QEvent::Show || event->type() == QEvent::KeyPress))
            look(*one);
        return false;
    }

private:
    static bool isPage(const QWidget &one)
    {
        return one.inherits("updesk::SheetDialog") || one.inherits("updesk::Screen");
    }
    static void look(const QWidget &page)
    {
        const QString doubled = QTest::currentTestFunction() ? doubledLetters(page) : QString();
        if (doubled.isEmpty())
            return;
        const QString said = QStringLiteral("%1 %2 has these letters of Alt twice: %3")
                                 .arg(QLatin1String(page.metaObject()->className()), page.objectName(), doubled);
        QTest::qFail(qPrintable(said), __FILE__, __LINE__);
    }
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    LetterWatch watch;
    app.installEventFilter(&watch);
    // Whichever test takes the first picture.
    if (!QDir(QStringLiteral(UPDESK_BUILD_DIR)).mkpath(QStringLiteral("pictures")))
        qFatal("no folder for pictures");
    return Suite::run(argc, argv);
}
