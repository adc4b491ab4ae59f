// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/sheetdialog.h"

#include <QLineEdit>

class QListWidget;

namespace updesk
{

/// Picks one of a list by typing, or asks for words. A choice with a letter, or a number, is taken by that alone.
class ChooseDialog final : public SheetDialog
{
    Q_OBJECT
public:
    struct Choice {
        QString words;
        QString letter; ///< shown before the words
        QString number{}; ///< with which the words begin: typing is compared with it and not with them
    };
    ChooseDialog(QWidget *window, const QString &title, const QString &prompt, std::vector<Choice> choices);
    void open() { openSheet(m_edit); }
    void openAt(int row); ///< with this one chosen before anything is typed
    /// Without choices: the words may be left empty.
    void allowEmpty() { m_mayBeEmpty = true; }

Q_SIGNALS:
    void chosen(int choice, const QString &typed); ///< choice -1: only words were asked for

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static bool fits(const Choice &choice, const QString &wanted);
    void narrow(const QString &typed);
    void take();
    std::vector<Choice> m_choices;
    QLineEdit *m_edit;
    QListWidget *m_list = nullptr;
    bool m_mayBeEmpty = false;
};

} // namespace updesk
