// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/suite.h"
#include "tests/support/teststore.h"
#include "ui/capture/quickadd.h"
#include "ui/capture/quickaddform.h"
#include "ui/parts/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QListWidget>
#include <QPlainTextEdit>

namespace updesk
{

/// A desk with a list in front, as the queue would be, and the forms over it.
class FormDesk
{
public:
    explicit FormDesk(const QSize &size = {1366, 768})
    {
        setTheme(ThemeName::Light);
        window.resize(size);
        queue = new QListWidget(&window);
        queue->setObjectName(QStringLiteral("queue.view"));
        queue->addItems({QStringLiteral("one"), QStringLiteral("two")});
        queue->setGeometry(0, 0, size.width(), size.height());
        window.show();
        window.activateWindow();
        QApplication::setActiveWindow(&window);
        queue->setFocus();
        quick = std::make_unique<QuickAdd>(*store, &window);
        QObject::connect(quick.get(), &QuickAdd::saved, &window, [this](const Captured &c, const QString &words) {
            captured.push_back(c);
            toast = words;
        });
        QObject::connect(quick.get(), &QuickAdd::said, &window, [this](const QString &words) { toast = words; });
        QObject::connect(quick.get(), &QuickAdd::openLead, &window, [this](LeadId lead) { opened = lead; });
    }
    ~FormDesk() { quick.reset(); }

    void walkIn() { quick->walkIn(); }
    void phoneUp() { quick->phoneUp(); }
    QuickAddForm *form() const { return quick->form(); }
    QWidget *focus() const { return window.focusWidget(); }
    void type(const QString &data)
    {
        for (const QChar c : data)
            QTest::keyClick(focus(), c.toLatin1());
    }
    void key(Qt::Key key, Qt::KeyboardModifiers held = Qt::NoModifier) { QTest::keyClick(focus(), key, held); }
    template <class T>
    T *find(const char *name) const
    {
        return form()->findChild<T *>(QStringLiteral("quickadd.") + QLatin1String(name));
    }
    QLineEdit *edit(const char *name) const { return find<QLineEdit>(name); }
    QString errorUnder(const char *name) const { return edit(name)->accessibleDescription(); }
    /// What is offered, a line each: "Sam Okafor, same phone".
    QStringList offered() const
    {
        QStringList out;
        for (const PossibleMatch &match : form()->matches())
            out << match.name + QStringLiteral(", ") + CaptureWords::strength(match.match);
        return out;
    }
    void picture(const QString &name)
    {
        QApplication::processEvents();
        QVERIFY(window.grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/") + name + QStringLiteral(".png")));
    }

    TestStore store;
    QWidget window;
    QListWidget *queue = nullptr;
    std::unique_ptr<QuickAdd> quick;
    std::vector<Captured> captured;
    QString toast;
    LeadId opened;
};

} // namespace updesk
