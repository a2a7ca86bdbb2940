package rewardloom.viewers.response;

/**
 * Some characters that are drawn alike.
 *
 * @param text what is written
 * @param shade −1 to 1 for the ends of the two colours, 0 for none
 * @param tip what is said about it under the pointer, may be empty
 */
record Piece(String text, double shade, String tip) {

    static Piece plain(String text) {
        return new Piece(text, 0, "");
    }
}
