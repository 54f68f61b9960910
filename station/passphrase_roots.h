// SPDX-License-Identifier: Apache-2.0
// What people choose first, in the languages of the places where Limen is used: gathered by us from what everybody knows of passwords.
#pragma once

#include <array>
#include <string_view>

namespace limen {

inline constexpr std::array<std::string_view, 300> kPassphraseRoots{
    // the word for it
    "password", "passwort", "passphrase", "passcode", "motdepasse", "contrasena", "clave", "senha", "parola", "heslo", "haslo",
    "wachtwoord", "losenord", "adgangskode", "salasana", "jelszo", "sifre", "kalimatsir", "kalimatalmurur", "secret", "geheim",
    "segredo", "secreto", "letmein", "openup", "opensesame", "trustno", "default", "changeme", "newpass", "temppass", "mypass",
    "login", "logon", "welcome", "willkommen", "bienvenue", "bienvenido", "marhaba", "admin", "administrator", "superuser", "system",
    "guest", "user", "testing", "example", "sample", "office", "computer", "laptop", "server", "internet",
    "windows", "linux", "ubuntu", "debian", "android", "iphone", "samsung", "google", "facebook", "instagram", "whatsapp", "twitter",
    "youtube", "microsoft", "outlook", "excel", "yahoo", "gmail", "network", "database", "backup", "limen",
    // keys beside each other
    "qwerty", "qwertyuiop", "qwertz", "azerty", "asdf", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm", "qazwsx", "qweasd", "poiuyt",
    "lkjhgf", "mnbvcx", "yxcvbnm", "abcdef", "abcdefg", "abcdefgh", "abcdefghijk", "abcdefghijklmnop", "abcabc", "aaaaaa", "xxxxxx",
    "zzzzzz",
    // love, faith, comfort
    "iloveyou", "loveyou", "ilove", "lovely", "forever", "sweetheart", "darling", "princess", "prince", "angel", "angels", "baby",
    "babygirl", "babyboy", "honey", "sugar", "kisses", "jetaime", "teamo", "habibi", "habibti", "mylove", "monamour", "amor",
    "family", "familia", "famille", "mother", "father", "mommy", "daddy", "sister", "brother", "friends", "bestfriend", "jesus",
    "jesuschrist", "christ", "godisgood", "godislove", "allah", "allahuakbar", "bismillah", "inshallah", "mashallah", "alhamdulillah",
    "muhammad", "mohammed", "blessed", "blessing", "heaven", "church", "prayer", "freedom", "liberty", "peace", "salam", "shalom",
    "hope", "happy", "smile", "sunshine", "sunflower", "rainbow", "butterfly", "flower", "flowers", "summer", "winter", "spring",
    "autumn", "monday", "friday", "sunday", "january", "february", "march", "april", "august", "september", "october", "november",
    "december", "birthday", "christmas", "ramadan", "holiday",
    // animals, heroes, play
    "dragon", "monkey", "tiger", "lion", "eagle", "falcon", "shadow", "master", "hunter", "killer", "ninja", "samurai", "wizard",
    "warrior", "soldier", "captain", "pirate", "zombie", "batman", "superman", "spiderman", "ironman", "pokemon", "pikachu",
    "starwars", "skywalker", "matrix", "gandalf", "potter", "harrypotter", "naruto", "minecraft", "fortnite", "player", "gamer",
    "football", "futbol", "soccer", "baseball", "basketball", "hockey", "tennis", "cricket", "arsenal", "chelsea", "liverpool",
    "barcelona", "realmadrid", "juventus", "bayern", "manchester", "ronaldo", "messi", "maradona", "champion", "winner",
    "thunder", "lightning", "storm", "phoenix", "mustang", "ferrari", "porsche", "mercedes", "toyota", "yamaha", "harley", "corvette",
    "guitar", "music", "rocknroll", "metallica", "nirvana", "beatles", "michael", "jackson", "jordan",
    // food, places, things, first names
    "chocolate", "pizza", 
    "london", "paris", "berlin", "madrid", "istanbul", "damascus", "baghdad", "kabul", "cairo", "tripoli", "nairobi", "america",
    "africa", "europe", "england", "germany", "france", "espana", "mexico", "brasil", "syria", 
    "maria", "fatima", "ahmed", "anna", "daniel", "jessica", "charlie", "thomas", "andrea", "nicole", "ashley", "amanda",
    "correcthorsebatterystaple", "iamthebest",
};

}  // namespace limen
